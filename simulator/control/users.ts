import { makeLoginCode } from "../endpoints/login.ts";
import { nextMsgId, pushMessage } from "../pushes.ts";
import { hex } from "../random.ts";
import { runReleaseChecks } from "../release-checks.ts";
import { openidOf, unionidOf } from "../users.ts";
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

/** `POST /_sim/accounts/{appid}/message {component_appid, user?, text}`: a user writes to the account. */
export const writeMessage: ControlHandler = ({ world, id, body }) => {
  const account = accountOf(world, id);
  const platform = platformIn(world, body);
  if (typeof body.text !== "string") throw new ControlError(400, "text is missing");
  const openid = openidOf(world, account, userIn(body));
  pushMessage(
    world,
    platform,
    account,
    "text",
    { MsgType: "text", Content: body.text, MsgId: nextMsgId(world) },
    openid,
  );
  return { openid };
};

/** `POST /_sim/accounts/{appid}/fastregister-ticket`: what the administrator's scan returns. */
export const fastRegisterTicket: ControlHandler = ({ world, id }) => ({
  ticket: hex(32, world.seed, "reuse", accountOf(world, id).appid),
});

/** `POST /_sim/release-checks {component_appid}`: the 全网发布 checks, run now. */
export const releaseChecks: ControlHandler = async ({ world, body }) => {
  const checks = await runReleaseChecks(world, platformIn(world, body));
  return { passed: checks.every((check) => check.passed), checks };
};

function userIn(body: Readonly<Record<string, unknown>>): number {
  const user = body.user ?? 0;
  if (!Number.isInteger(user)) throw new ControlError(400, "user must be a whole number");
  return user as number;
}
