import { type Call, type Endpoint, ok } from "../call.ts";
import { principalNameOf } from "../identity.ts";
import { base64url, hex } from "../random.ts";
import { demand, refuse } from "../refusal.ts";
import { newAccount, REUSES_OFFICIAL, type Registration, register, registrationOf, TRIAL } from "../registrations.ts";
import { profileAt } from "../seed/profile.ts";
import { textField } from "./fields.ts";

const WECHAT_ID = /^[a-zA-Z][\w-]{5,19}$/;
/** code_type → shape of the company code. */
const CODES: Readonly<Record<string, RegExp>> = {
  "1": /^[0-9A-HJ-NP-RTUWXY]{18}$/,
  "2": /^[0-9A-Z]{8}-?[0-9A-Z]$/,
  "3": /^\d{15}$/,
};
const WAITING_SHARE = 0.5;
/** register_type of companies and of persons (wire B.3). */
const FACE_SCAN = 6;
const PERSONAL = 16;
/** Development and basic info: without them the platform could do nothing with a new Mini Program. */
const NEEDED_SETS = [18, 30];

/** Fast registration of Mini Programs (wire G.5). */
export const registrationEndpoints: readonly Endpoint[] = [
  {
    path: "/cgi-bin/component/fastregisterweapp",
    methods: ["POST"],
    token: "component",
    body: "required",
    handle(call) {
      const name = textField(call.body, "name", 89253);
      const wechat = textField(call.body, "legal_persona_wechat", 89253);
      const person = textField(call.body, "legal_persona_name", 89253);
      const key = `company ${call.platform.index} ${name}`;
      const task = registrationOf(call.world, key);
      const who = `${wechat} ${person}`;
      if (call.query.get("action") === "search") {
        return ok(stateOf(call, task?.person === who ? task : undefined));
      }
      demand(call.query.get("action") === "create", 89253);
      const code = textField(call.body, "code", 89253);
      const codeType = String(call.body.code_type ?? "");
      demand(Object.hasOwn(CODES, codeType), 89248);
      demand(CODES[codeType]?.test(code), 89255);
      demand(WECHAT_ID.test(wechat), 86004);
      demand(/^\p{Script=Han}{2,}/u.test(person), 61070);
      demand(
        NEEDED_SETS.every((id) => call.platform.funcIds.includes(id)),
        89254,
      );
      demand(task?.status !== null, 89249);
      register(
        call.world,
        call.platform,
        "notify_third_fasteregister",
        key,
        { nickName: name, principalName: name, registerType: FACE_SCAN },
        {
          name,
          code,
          code_type: Number(codeType),
          legal_persona_wechat: wechat,
          legal_persona_name: person,
          component_phone: String(call.body.component_phone ?? ""),
        },
        who,
      );
      return ok();
    },
  },
  {
    path: "/wxa/component/fastregisterpersonalweapp",
    methods: ["POST"],
    token: "component",
    body: "required",
    handle(call) {
      if (call.query.get("action") === "query") {
        const taskId = textField(call.body, "taskid", 89253);
        const task = registrationOf(call.world, `task ${taskId}`);
        demand(task, 89250);
        return ok({ taskid: taskId, authorize_url: authorizeUrl(call, taskId), status: task.status ?? 1 });
      }
      demand(call.query.get("action") === "create", 89253);
      const idname = textField(call.body, "idname", 89253);
      const wxuser = textField(call.body, "wxuser", 89253);
      demand(WECHAT_ID.test(wxuser), 86004);
      const taskId = hex(32, call.world.seed, "personal", call.world.sequence++);
      register(
        call.world,
        call.platform,
        "notify_third_fasteregister",
        `task ${taskId}`,
        { nickName: idname, principalName: idname, registerType: PERSONAL },
        { wxuser, idname, component_phone: String(call.body.component_phone ?? "") },
      );
      return ok({ taskid: taskId, authorize_url: authorizeUrl(call, taskId), status: 1 });
    },
  },
  {
    path: "/wxa/component/fastregisterbetaweapp",
    methods: ["POST"],
    token: "component",
    body: "required",
    handle(call) {
      const name = textField(call.body, "name", 89253);
      const openid = textField(call.body, "openid", 86012);
      demand(/^o[\w-]{10,40}$/.test(openid), 86012);
      demand(name.length >= 2 && name.length <= 30, 86017);
      const uniqueId = base64url(32, call.world.seed, "beta", call.world.sequence++);
      register(
        call.world,
        call.platform,
        "notify_third_fastregisterbetaapp",
        `beta ${uniqueId}`,
        { nickName: name, principalName: name, registerType: TRIAL },
        { unique_id: uniqueId, name },
      );
      return ok({ unique_id: uniqueId, authorize_url: authorizeUrl(call, uniqueId) });
    },
  },
  {
    path: "/cgi-bin/account/fastregister",
    methods: ["POST"],
    token: "account",
    sets: [27],
    accountKind: "official_account",
    body: "required",
    handle(call) {
      const { world, platform, account } = call;
      const ticket = textField(call.body, "ticket", 61058);
      demand(ticket === reuseTicket(call), 61058);
      const profile = profileAt(world.seed, account.index);
      demand(profile.verifyType === 0, 61052);
      const principalName = principalNameOf(world, account);
      const made = newAccount(world, platform, {
        nickName: profile.nickName,
        principalName,
        registerType: REUSES_OFFICIAL,
        principal: account.principal,
      });
      return ok({
        appid: made.account.appid,
        authorization_code: made.authCode,
        is_wx_verify_succ: true,
        is_link_succ: true,
      });
    },
  },
];

/** The ticket that an Official Account's administrator gets by scanning; see the control API. */
function reuseTicket(call: Call): string {
  return hex(32, call.world.seed, "reuse", call.account.appid);
}

function authorizeUrl(call: Call, id: string): string {
  return `${call.world.publicUrl}/_sim/health?register=${id}`;
}

/** While it runs, action=search answers with what it waits for. */
function stateOf(call: Call, task: Registration | undefined) {
  demand(task, 89250);
  if (task.status === null) {
    const share = (call.now - task.startedAt) / (call.world.settings.reviewSeconds * 1000);
    refuse(share < WAITING_SHARE ? 89251 : 89252);
  }
  return { status: task.status };
}
