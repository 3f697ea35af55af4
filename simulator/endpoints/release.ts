import { seconds } from "../calendar.ts";
import { type Call, type Endpoint, ok } from "../call.ts";
import { putDirectDomainsInEffect } from "../domains-in-effect.ts";
import type { LiveVersion, MiniProgram, Review } from "../mini-program-model.ts";
import { demand } from "../refusal.ts";
import { DEVELOPMENT, programOf } from "./code.ts";
import { numberField } from "./fields.ts";

const KEPT_VERSIONS = 5;

/** Going live and back (wire F.1). */
export const releaseEndpoints: readonly Endpoint[] = [
  {
    ...DEVELOPMENT,
    path: "/wxa/release",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const program = programOf(call);
      const review = releasable(program);
      goLive(call, program, review);
      return ok();
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/revertcoderelease",
    methods: ["GET"],
    handle(call) {
      const program = programOf(call);
      const action = call.query.get("action") || null;
      if (action !== null) {
        demand(action === "get_history_version", 40097);
        const list = program.reverted ? [] : program.live.slice(0, -1).reverse();
        return ok({ version_list: list.map(historyShape) });
      }
      const wanted = call.query.get("app_version") || null;
      demand(wanted === null || /^\d+$/.test(wanted), 40097);
      demand(program.gray?.status !== 1, 87011);
      revert(program, wanted);
      return ok();
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/grayrelease",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const program = programOf(call);
      demand(program.live.length > 0, 85079);
      const { review } = program;
      demand(review?.status === 0 && !review.released, 85080);
      setGrayPlan(call, program, review);
      return ok();
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/getgrayreleaseplan",
    methods: ["GET"],
    handle(call) {
      const { gray, visitOpen } = programOf(call, "peek");
      return ok({
        gray_release_plan: {
          // While the service is closed to visitors, a running plan stands still.
          status: gray?.status === 1 && !visitOpen ? 2 : (gray?.status ?? 0),
          create_timestamp: gray ? seconds(gray.createdAt) : 0,
          gray_percentage: gray?.percentage ?? 0,
          support_debuger_first: gray?.debuggersFirst ?? false,
          support_experiencer_first: gray?.testersFirst ?? false,
        },
      });
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/revertgrayrelease",
    methods: ["GET"],
    handle(call) {
      const { gray } = programOf(call);
      demand(gray?.status === 1, 85020);
      gray.status = 4;
      return ok();
    },
  },
];

/** The approved review that is not live yet. */
function releasable(program: MiniProgram): Review {
  const { review } = program;
  demand(review, 85019);
  demand(!review.released, 85052);
  demand(review.status === 0, 85020);
  return review;
}

function goLive(call: Call, program: MiniProgram, review: Review): void {
  review.released = true;
  program.live.push({ appVersion: program.nextAppVersion++, version: review.version, releasedAt: call.now });
  if (program.live.length > KEPT_VERSIONS) program.live.shift();
  program.reverted = false;
  if (program.gray?.status === 1) Object.assign(program.gray, { status: 3, percentage: 100 });
  if (program.privacyDev) program.privacyLive = { ...program.privacyDev };
  // The merchant's own old domains give way to the platform's (wire G.1).
  for (const list of Object.values(program.domains.mp)) list.length = 0;
  program.webview.mp.length = 0;
  putDirectDomainsInEffect(program);
}

function revert(program: MiniProgram, wanted: string | null): void {
  demand(!program.reverted && program.live.length > 1, 87012);
  const place = wanted
    ? program.live.findIndex(({ appVersion }) => appVersion === Number(wanted))
    : program.live.length - 2;
  demand(place >= 0 && place < program.live.length - 1, 87012);
  program.live.length = place + 1;
  program.reverted = true;
}

function setGrayPlan(call: Call, program: MiniProgram, review: Review): void {
  const { body } = call;
  const debuggersFirst = body.support_debuger_first === true;
  const testersFirst = body.support_experiencer_first === true;
  const share = numberField({ gray_percentage: body.gray_percentage ?? 0 }, "gray_percentage", 85081);
  demand(share >= 0 && share <= 100, 85081);
  if (share === 0) demand(debuggersFirst || testersFirst, 85081);
  const { version } = review;
  // A version that was approved since begins a plan of its own.
  const running = program.gray?.status === 1 && program.gray.version === version ? program.gray : null;
  if (running) demand(share > running.percentage, 85082);
  if (share === 100) {
    goLive(call, program, review);
    return;
  }
  program.gray = {
    status: 1,
    createdAt: running?.createdAt ?? call.now,
    percentage: share,
    debuggersFirst,
    testersFirst,
    version,
  };
}

function historyShape({ appVersion, version }: LiveVersion) {
  return {
    app_version: appVersion,
    user_version: version.userVersion,
    user_desc: version.userDesc,
    commit_time: seconds(version.committedAt),
  };
}
