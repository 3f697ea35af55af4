import { monthOf, seconds } from "../calendar.ts";
import { type Call, type Endpoint, ok } from "../call.ts";
import { sameSecret } from "../crypto.ts";
import { checkIp } from "../gate.ts";
import type { Account, Platform } from "../model.ts";
import { dailyLimit, usageOf } from "../quotas.ts";
import { demand } from "../refusal.ts";
import { platformOf, type World } from "../world.ts";
import { textField } from "./fields.ts";

const CLEARS_A_MONTH = 10;
const RID = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/;
const WEEK_MS = 7 * 86_400_000;

/** Quotas and request ids (wire G.5). `kindOf` tells which token a path takes. */
export function quotaEndpoints(kindOf: (path: string) => Endpoint["token"] | undefined): readonly Endpoint[] {
  return [
    {
      path: "/cgi-bin/openapi/quota/get",
      methods: ["POST"],
      token: "either",
      body: "required",
      handle(call) {
        const path = textField(call.body, "cgi_path", 76003);
        demand(/^\/[\w/.-]+$/.test(path), 76003);
        demand(!path.startsWith("/sns/"), 76022);
        const kind = kindOf(path);
        demand(kind !== undefined, 76021);
        const own = call.account ? "account" : "component";
        // Calls without a token count on the platform that they name.
        demand(kind === own || kind === "either" || (kind === "none" && own === "component"), 76022);
        const daily_limit = dailyLimit(call.world, path);
        const used = usageOf(call.world, call.account ?? call.platform).counts.get(path) ?? 0;
        return ok({
          quota: { daily_limit, used, remain: Math.max(0, daily_limit - used) },
          rate_limit: { call_count: 5000, refresh_second: 60 },
          component_rate_limit: { call_count: 10000, refresh_second: 60 },
        });
      },
    },
    {
      path: "/cgi-bin/openapi/rid/get",
      methods: ["POST"],
      token: "either",
      body: "required",
      handle(call) {
        const rid = textField(call.body, "rid", 76002);
        demand(RID.test(rid), 76002);
        const record = call.world.rids.find(rid);
        demand(record, 76001);
        demand(call.now - record.invokedAt < WEEK_MS, 76004);
        const mine = call.account ? record.appid === call.account.appid : record.platform === call.platform.appid;
        demand(mine, 76003);
        return ok({
          request: {
            invoke_time: seconds(record.invokedAt),
            cost_in_ms: record.costMs,
            request_url: record.url,
            request_body: record.requestBody,
            response_body: record.responseBody,
            client_ip: record.clientIp,
          },
        });
      },
    },
    {
      path: "/cgi-bin/clear_quota",
      methods: ["POST"],
      token: "either",
      body: "required",
      handle(call) {
        const owner = call.account ?? call.platform;
        demand(textField(call.body, "appid", 41002) === owner.appid, 40013);
        clear(call, owner);
        return ok();
      },
    },
    {
      path: "/cgi-bin/component/clear_quota",
      methods: ["POST"],
      token: "component",
      body: "required",
      handle(call) {
        demand(textField(call.body, "component_appid", 41018) === call.platform.appid, 40013);
        clear(call, call.platform);
        return ok();
      },
    },
    {
      path: "/cgi-bin/component/clear_quota/v2",
      methods: ["POST"],
      token: "none",
      body: "required",
      handle(call) {
        const platform = platformOf(call.world, textField(call.body, "component_appid", 41018));
        demand(platform, 40013);
        checkIp(platform, call.ip);
        const secret = textField(call.body, "appsecret", 41004);
        demand(sameSecret(secret, platform.secret), 40125);
        clear(call, ownerIn(call.world, platform, call.body.appid));
        return ok();
      },
    },
  ];
}

function ownerIn(world: World, platform: Platform, appid: unknown): Platform | Account {
  if (appid === undefined || appid === null || appid === "" || appid === platform.appid) return platform;
  const account = world.byAppid.get(String(appid));
  demand(account, 40013);
  demand(platform.grants.has(account.appid), 61003);
  return account;
}

function clear(call: Call, owner: Platform | Account): void {
  const month = monthOf(call.now);
  owner.clearedQuota ??= { month, count: 0 };
  if (owner.clearedQuota.month !== month) owner.clearedQuota = { month, count: 0 };
  demand(owner.clearedQuota.count < CLEARS_A_MONTH, 48006);
  owner.clearedQuota.count++;
  usageOf(call.world, owner).counts.clear();
}
