import { seconds } from "../calendar.ts";
import { scanResult } from "../endpoints/code.ts";
import type { Conditions, MiniProgram, Review, Version } from "../mini-program-model.ts";
import type { Account } from "../model.ts";
import { miniProgramOf } from "../seed/mini-program.ts";
import type { World } from "../world.ts";
import { ControlError, type ControlHandler } from "./control.ts";

/** `GET /_sim/accounts/{appid}/code`: what is committed, under review and live, merged files included. */
export const readCode: ControlHandler = ({ world, id }) => {
  const program = miniProgramOf(world, accountAt(world, id), "peek");
  const { committed, review, live } = program;
  const now = world.clock.now();
  return {
    committed: committed && { ...versionShape(committed), scan: scanOf(program, committed, now) },
    review: review && reviewShape(review),
    live: live.map(({ appVersion, version, releasedAt }) => ({
      app_version: appVersion,
      released_at: seconds(releasedAt),
      ...versionShape(version),
    })),
  };
};

/** `GET /_sim/accounts/{appid}/conditions`: circumstances that no call of WeChat's can make. */
export const readConditions: ControlHandler = ({ world, id }) =>
  conditionsShape(miniProgramOf(world, accountAt(world, id), "peek").conditions);

/** `POST /_sim/accounts/{appid}/conditions`: changes the named ones; answers with what holds now. */
export const editConditions: ControlHandler = ({ world, id, body }) => {
  const { conditions } = miniProgramOf(world, accountAt(world, id), "keep");
  const edits = Object.entries(body).map(([name, value]) => {
    const edit = EDITS[name];
    if (!edit?.accepts(value)) throw new ControlError(400, `${name} must be ${edit?.wants ?? "a known condition"}`);
    return () => edit.set(conditions, value as never);
  });
  for (const edit of edits) edit();
  return conditionsShape(conditions);
};

interface Edit {
  readonly wants: string;
  accepts(value: unknown): boolean;
  set(conditions: Conditions, value: never): void;
}

const flag = (set: (conditions: Conditions, value: boolean) => void): Edit => ({
  wants: "true or false",
  accepts: (value) => typeof value === "boolean",
  set,
});

const EDITS: Readonly<Record<string, Edit>> = {
  profile_complete: flag((conditions, value) => {
    conditions.profileComplete = value;
  }),
  submissions_forbidden: flag((conditions, value) => {
    conditions.submissionsForbidden = value;
  }),
  mini_game: flag((conditions, value) => {
    conditions.miniGame = value;
  }),
  live_streaming: flag((conditions, value) => {
    conditions.liveStreaming = value;
  }),
  plugins: {
    wants: "a list of provider appids or null",
    accepts: (value) => value === null || (Array.isArray(value) && value.every((one) => typeof one === "string")),
    set: (conditions, value: readonly string[] | null) => {
      conditions.plugins = value;
    },
  },
  withdrawn_categories: {
    wants: "a list of second-level ids",
    accepts: (value) => Array.isArray(value) && value.every(Number.isInteger),
    set: (conditions, value: readonly number[]) => {
      conditions.withdrawnCategories = value;
    },
  },
};

function conditionsShape(conditions: Conditions) {
  return {
    profile_complete: conditions.profileComplete,
    submissions_forbidden: conditions.submissionsForbidden,
    mini_game: conditions.miniGame,
    live_streaming: conditions.liveStreaming,
    plugins: conditions.plugins,
    withdrawn_categories: conditions.withdrawnCategories,
  };
}

function accountAt(world: World, appid: string): Account {
  const account = world.byAppid.get(appid);
  if (account?.kind !== "mini_program") throw new ControlError(404, "no such Mini Program");
  return account;
}

function versionShape(version: Version) {
  return {
    template_id: version.templateId,
    user_version: version.userVersion,
    user_desc: version.userDesc,
    ext_json: version.extJson,
    committed_at: seconds(version.committedAt),
    app_json: version.code.appJson,
    page_json: version.code.pageJson,
  };
}

function reviewShape(review: Review) {
  return {
    auditid: review.auditId,
    status: review.status,
    user_version: review.version.userVersion,
    released: review.released,
    feedback: review.feedback && { feedback_info: review.feedback.info, feedback_stuff: review.feedback.stuff },
  };
}

function scanOf(program: MiniProgram, version: Version, now: number): "pending" | "clean" | "blocked" {
  if (version.scannedAt > now) return "pending";
  const { without_auth_list, without_conf_list } = scanResult(program, version);
  return without_auth_list.length + without_conf_list.length > 0 ? "blocked" : "clean";
}
