import * as z from "zod";
import { redactCredentials } from "./credentials.ts";
import { defineCall } from "./endpoint.ts";
import { int, intOrZero, nothing, part, secondsToMs, text } from "./fields.ts";

const rate = part({ call_count: int, refresh_second: int });
const rateOf = (wire: z.output<typeof rate>) => (wire ? { calls: wire.call_count, perS: wire.refresh_second } : null);

/** What is left today of one API. `path` like `/wxa/commit`; the token decides whose quota is meant. */
export const getApiQuota = defineCall({
  name: "getApiQuota",
  section: "G.5",
  summary: "Read the daily quota of an API",
  path: "/cgi-bin/openapi/quota/get",
  token: "either",
  errcodes: [76003, 76021, 76022],
  repeatable: true,
  request: z.object({ cgi_path: z.string() }),
  write: (input: { path: string }) => ({ cgi_path: input.path }),
  response: z.object({
    quota: z.object({ daily_limit: int, used: int, remain: int }),
    rate_limit: rate,
    component_rate_limit: rate,
  }),
  read: ({ quota, rate_limit, component_rate_limit }) => ({
    dailyLimit: quota.daily_limit,
    used: quota.used,
    remain: quota.remain,
    rateLimit: rateOf(rate_limit),
    componentRateLimit: rateOf(component_rate_limit),
  }),
});

/** What WeChat saw of one call in the last 7 days. Credentials in address and bodies are blotted out. */
export const getCallByRid = defineCall({
  name: "getCallByRid",
  section: "G.5",
  summary: "Look one call up by its rid",
  path: "/cgi-bin/openapi/rid/get",
  token: "either",
  errcodes: [76001, 76002, 76003, 76004],
  repeatable: true,
  request: z.object({ rid: z.string() }),
  write: (input: { rid: string }) => ({ rid: input.rid }),
  response: z.object({
    request: z.object({
      invoke_time: secondsToMs,
      cost_in_ms: intOrZero,
      request_url: text,
      request_body: text,
      response_body: text,
      client_ip: text,
    }),
  }),
  read: ({ request }) => ({
    at: request.invoke_time,
    costMs: request.cost_in_ms,
    path: request.request_url.split("?")[0] ?? "",
    requestBody: redactCredentials(request.request_body),
    responseBody: redactCredentials(request.response_body),
    clientIp: request.client_ip,
  }),
});

/** Sets all of an account's (or the platform's) daily counters to zero; 10 times a month in all (48006). */
export const clearQuota = defineCall({
  name: "clearQuota",
  section: "G.5",
  summary: "Reset the daily counters of an account or the platform",
  path: "/cgi-bin/clear_quota",
  token: "either",
  errcodes: [48006],
  repeatable: false,
  request: z.object({ appid: z.string() }),
  write: (input: { appId: string }) => ({ appid: input.appId }),
  response: nothing,
  read: () => undefined,
});

/** Like clearQuota with the platform's secret in place of a token; without `appId`, the platform's own. */
export const clearQuotaWithSecret = defineCall({
  name: "clearQuotaWithSecret",
  section: "G.5",
  summary: "Reset the daily counters without a token",
  path: "/cgi-bin/component/clear_quota/v2",
  token: "none",
  errcodes: [40013, 40125, 48006],
  repeatable: false,
  request: z.object({ component_appid: z.string(), appsecret: z.string(), appid: z.string().optional() }),
  write: (input: { componentAppId: string; appSecret: string; appId?: string }) => ({
    component_appid: input.componentAppId,
    appsecret: input.appSecret,
    appid: input.appId,
  }),
  response: nothing,
  read: () => undefined,
});
