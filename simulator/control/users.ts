import { isRecord } from "../endpoints/fields.ts";
import { makeLoginCode } from "../endpoints/login.ts";
import { nextMsgId, pushMessage } from "../pushes.ts";
import { hex } from "../random.ts";
import { runReleaseChecks } from "../release-checks.ts";
import { openidOf, unionidOf } from "../users.ts";
import type { XmlFields } from "../xml.ts";
import { accountOf, platformIn } from "./accounts.ts";
import { ControlError, type ControlHandler } from "./control.ts";

/** `POST /_sim/accounts/{appid}/login {user}`: what wx.login gives user number `user`. */
export const login: ControlHandler = ({ world, id, body }) => {
  const account = accountOf(world, id);
  const user = userIn(body);
  const scope = typeof body.scope === "string" ? body.scope : "snsapi_userinfo";
  const kind = account.kind === "mini_program" ? "js_code" : "oauth_code";
  return {
    code: makeLoginCode(world, account, kind, user, scope, body.blocked === true),
    openid: openidOf(world, account, user),
    unionid: unionidOf(world, account, user) ?? null,
  };
};

/** `POST /_sim/accounts/{appid}/message {component_appid, user?, text | event, fields?}`: a user writes or acts. */
export const writeMessage: ControlHandler = ({ world, id, body }) => {
  const account = accountOf(world, id);
  const platform = platformIn(world, body);
  const { text, event } = body;
  const openid = openidOf(world, account, userIn(body));
  if (typeof event === "string" && /^\w+$/.test(event)) {
    pushMessage(world, platform, account, event, { MsgType: "event", Event: event, ...eventFields(body) }, openid);
  } else if (typeof text === "string") {
    const message = { MsgType: "text", Content: text, MsgId: nextMsgId(world) };
    pushMessage(world, platform, account, "text", message, openid);
  } else throw new ControlError(400, "text is missing");
  return { openid };
};

function eventFields(body: Readonly<Record<string, unknown>>): XmlFields {
  const fields = body.fields ?? {};
  const fits =
    isRecord(fields) &&
    Object.entries(fields).every(([name, value]) => /^\w+$/.test(name) && /^(string|number)$/.test(typeof value));
  if (!fits) throw new ControlError(400, "fields must be an object of texts and numbers");
  return fields as XmlFields;
}

/** `POST /_sim/accounts/{appid}/fastregister-ticket`: what the administrator's scan returns. */
export const fastRegisterTicket: ControlHandler = ({ world, id }) => ({
  ticket: hex(32, world.seed, "reuse", accountOf(world, id).appid),
});

const MAX_WAIT_S = 60;

/** `POST /_sim/release-checks {component_appid, wait_seconds?}`: the 全网发布 checks, run now. */
export const releaseChecks: ControlHandler = async ({ world, body }) => {
  const { wait_seconds: wait = 10 } = body;
  if (typeof wait !== "number" || wait < 0 || wait > MAX_WAIT_S) {
    throw new ControlError(400, `wait_seconds must be a number from 0 to ${MAX_WAIT_S}`);
  }
  const checks = await runReleaseChecks(world, platformIn(world, body), wait * 1000);
  return { passed: checks.every((check) => check.passed), checks };
};

function userIn(body: Readonly<Record<string, unknown>>): number {
  const user = body.user ?? 0;
  if (!Number.isInteger(user)) throw new ControlError(400, "user must be a whole number");
  return user as number;
}
