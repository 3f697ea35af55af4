import { afterAll, beforeAll, expect, test } from "vitest";
import { type ComponentClient, startTestSimulator } from "../testing.ts";

/** The control API's table in design.md §10: programs outside this repository rely on these very shapes. */
let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;

beforeAll(async () => {
  sim = await startTestSimulator({ settings: { rejectRate: 0, delayRate: 0 } });
  platform = await sim.component();
});
afterAll(() => sim.close());

const call = async (method: string, path: string, body?: unknown) => {
  const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  const response = await fetch(`${sim.url}/_sim/${path}`, { method, body: text as string | undefined });
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
};
const preAuthCode = async () => (await platform.post("api_create_preauthcode")).pre_auth_code as string;
const merchant = () => sim.fresh("mini_program")[0] as string;

test("GET credentials: two platforms, each with five texts to connect it by", async () => {
  const { status, answer } = await call("GET", "credentials");
  expect(status).toBe(200);
  expect(Object.keys(answer)).toEqual(["platforms"]);
  expect(answer.platforms).toHaveLength(2);
  for (const one of answer.platforms as unknown[]) {
    expect(one).toMatchObject({
      component_appid: expect.stringMatching(/^wx[0-9a-f]{16}$/),
      component_appsecret: expect.stringMatching(/^[0-9a-f]{32}$/),
      token: expect.stringMatching(/^[A-Za-z0-9]{3,32}$/),
      encoding_aes_key: expect.stringMatching(/^[A-Za-z0-9]{43}$/),
      component_verify_ticket: expect.stringMatching(/^ticket@@@[\w-]{86}$/),
    });
  }
});

test("GET accounts: a page of a hundred by default, with the grants of each", async () => {
  const { status, answer } = await call("GET", "accounts");
  const { total, accounts } = answer as { total: number; accounts: Record<string, unknown>[] };
  expect([status, total, accounts.length]).toEqual([200, 200, 100]);
  for (const one of accounts) {
    expect(one).toEqual({
      appid: expect.stringMatching(/^wx[0-9a-f]{16}$/),
      user_name: expect.stringMatching(/^gh_[0-9a-f]{12}$/),
      kind: expect.stringMatching(/^(official_account|mini_program)$/),
      nick_name: expect.stringMatching(/./),
      principal_name: expect.stringMatching(/./),
      open_appid: one.open_appid === null ? null : expect.stringMatching(/^wx[0-9a-f]{16}$/),
      grants: expect.any(Array),
    });
    for (const grant of one.grants as unknown[]) {
      expect(grant).toEqual({ component_appid: expect.stringMatching(/^wx/), func_ids: expect.any(Array) });
    }
  }
  const appids = (answered: Record<string, unknown>) => (answered.accounts as { appid: string }[]).map((a) => a.appid);
  const rest = (await call("GET", "accounts?limit=10&offset=95")).answer;
  expect(appids(rest).slice(0, 5)).toEqual(appids(answer).slice(95));
  expect((await call("GET", "accounts?offset=1000")).answer).toEqual({ total: 200, accounts: [] });
});

test("POST accounts/{appid}/authorize and revoke: a code and a redirect, then nothing left", async () => {
  const appid = merchant();
  const pre_auth_code = await preAuthCode();
  const body = { component_appid: platform.appid, pre_auth_code, func_ids: [17, 30] };
  const done = await call("POST", `accounts/${appid}/authorize`, body);
  expect(done).toEqual({
    status: 200,
    answer: {
      authorization_code: expect.stringMatching(/^queryauthcode@@@[\w-]{86}$/),
      redirect: expect.stringMatching(/^\?auth_code=queryauthcode%40%40%40[\w-]{86}&expires_in=3600$/),
    },
  });
  const grants = async () =>
    ((await call("GET", `accounts?appid=${appid}`)).answer.accounts as { grants: unknown }[])[0]?.grants;
  expect(await grants()).toEqual([{ component_appid: platform.appid, func_ids: [17, 30] }]);
  expect((await call("POST", `accounts/${appid}/authorize`, body)).status).toBe(409);
  const revoked = await call("POST", `accounts/${appid}/revoke`, { component_appid: platform.appid });
  expect(revoked).toEqual({ status: 200, answer: {} });
  expect(await grants()).toEqual([]);
  expect((await call("POST", `accounts/${appid}/revoke`, { component_appid: platform.appid })).status).toBe(409);
});

test("POST reviews/{auditid}: an empty object, and no second verdict", async () => {
  const shop = await sim.merchant(platform, merchant());
  await shop.call("/wxa/commit", { template_id: 0, user_version: "1", user_desc: "", ext_json: "{}" });
  await call("POST", "clock/advance", { seconds: 3 });
  const { auditid } = await shop.call("/wxa/submit_audit", { version_desc: "x" });
  expect(await call("POST", `reviews/${auditid}`, { verdict: "approve" })).toEqual({ status: 200, answer: {} });
  expect((await call("POST", `reviews/${auditid}`, { verdict: "approve" })).status).toBe(409);
});

test("POST clock/advance: seconds since the epoch after the jump", async () => {
  const { now } = (await call("GET", "clock")).answer as { now: number };
  const { status, answer } = await call("POST", "clock/advance", { seconds: 90 });
  expect([status, Object.keys(answer)]).toEqual([200, ["now"]]);
  expect(answer.now).toBeGreaterThanOrEqual(now + 90);
  expect(Number.isInteger(answer.now)).toBe(true);
});

test("POST and DELETE faults: an empty object each", async () => {
  const fault = { path: "/wxa/get_page", kind: "errcode", times: 1, rate: 0.5, latency_ms: 10, errcode: -1 };
  expect(await call("POST", "faults", fault)).toEqual({ status: 200, answer: {} });
  expect(await call("DELETE", "faults")).toEqual({ status: 200, answer: {} });
});

test("GET ledger: entries in order with nine fields, from the start by default", async () => {
  await platform.call("/wxa/gettemplatelist");
  const { status, answer } = await call("GET", "ledger");
  const entries = answer.entries as { seq: number; direction: string }[];
  expect([status, Object.keys(answer)]).toEqual([200, ["entries"]]);
  expect(entries.map((one) => one.seq)).toEqual(entries.map((_one, nth) => nth + 1));
  expect(entries.at(-1)).toEqual({
    seq: entries.length,
    at: expect.any(Number),
    direction: "call",
    method: "GET",
    path: "/wxa/gettemplatelist",
    appid: null,
    component_appid: platform.appid,
    status: 200,
    errcode: 0,
  });
  const later = (await call("GET", `ledger?since=${entries.length - 1}`)).answer.entries;
  expect(later).toEqual(entries.slice(-1));
  expect((await call("GET", `ledger?since=${entries.length}`)).answer.entries).toEqual([]);
});

test.each<[string, string, unknown, number, string]>([
  ["GET", "accounts?limit=many", undefined, 400, "limit and offset"],
  ["GET", "accounts?offset=-1", undefined, 400, "limit and offset"],
  ["GET", "accounts?kind=shop", undefined, 400, "kind must be one of official_account, mini_program"],
  ["GET", "accounts?authorized=perhaps", undefined, 400, "authorized must be one of true, false"],
  ["GET", "ledger?since=yesterday", undefined, 400, "since"],
  ["GET", "reviews?status=9", undefined, 400, "status"],
  ["GET", "nothing", undefined, 404, "no such control call"],
  ["DELETE", "credentials", undefined, 404, "no such control call"],
  ["POST", "accounts/wx0/authorize", {}, 404, "no such account"],
  ["POST", "accounts/%E0%A4/authorize", {}, 404, "no such control call"],
  ["POST", "accounts/APPID/authorize", {}, 400, "component_appid is missing"],
  ["POST", "accounts/APPID/authorize", { component_appid: "wx0" }, 404, "no such component_appid"],
  ["POST", "accounts/APPID/authorize", { component_appid: "OWN" }, 400, "pre_auth_code is missing"],
  ["POST", "accounts/APPID/authorize", { component_appid: "OWN", pre_auth_code: "x" }, 409, "invalid_code"],
  ["POST", "accounts/APPID/authorize", { component_appid: "OWN", pre_auth_code: "x", func_ids: "18" }, 400, "func_ids"],
  ["POST", "accounts/APPID/revoke", {}, 400, "component_appid is missing"],
  ["POST", "accounts/APPID/login", { user: "one" }, 400, "user must be a whole number"],
  ["POST", "accounts/APPID/message", { component_appid: "OWN" }, 400, "text is missing"],
  ["POST", "reviews/0", { verdict: "approve" }, 404, "no such auditid"],
  ["POST", "clock/advance", {}, 400, "seconds"],
  ["POST", "clock/advance", { seconds: "60" }, 400, "seconds"],
  ["POST", "clock/advance", { seconds: -1 }, 400, "seconds"],
  ["POST", "clock/advance", "not json", 400, "JSON object"],
  ["POST", "clock/advance", "[60]", 400, "JSON object"],
  ["POST", "faults", { kind: "latency" }, 400, "path"],
  ["POST", "faults", { path: "*", kind: "explode" }, 400, "kind must be one of latency, errcode"],
  ["POST", "faults", { path: "*", kind: "errcode", errcode: "45009" }, 400, "errcode must be a whole number"],
  ["POST", "faults", { path: "*", kind: "errcode", times: -1 }, 400, "times must be a whole number"],
  ["POST", "faults", { path: "*", kind: "errcode", rate: 2 }, 400, "rate must be between 0 and 1"],
  ["POST", "settings", { noSuchThing: 1 }, 400, "there is no setting noSuchThing"],
  ["POST", "settings", { rejectRate: 7 }, 400, "rejectRate must be a number from 0 to 1"],
  ["POST", "settings", { reviewSeconds: "20" }, 400, "reviewSeconds must be a number"],
  ["POST", "quotas", { path: "wxa/commit", daily_limit: 1 }, 400, "path"],
  ["POST", "quotas", { path: "/wxa/commit", daily_limit: -1 }, 400, "daily_limit"],
  ["POST", "tickets", { component_appid: "wx0" }, 404, "no such component_appid"],
  ["POST", "platforms/OWN", { colour: "red" }, 400, "unknown field colour"],
  ["POST", "platforms/OWN", { encoding_aes_key: "-".repeat(43) }, 400, "43 letters and digits"],
  ["POST", "platforms/OWN", { events_url: "nowhere" }, 400, "events_url must be a URL or null"],
  ["POST", "drafts", { component_appid: "OWN" }, 400, "user_version is missing"],
])("%s %s with %o is refused in words", async (method, path, body, status, words) => {
  const filled = JSON.stringify(body)?.replaceAll('"OWN"', `"${platform.appid}"`);
  const target = path.replace("APPID", merchant()).replace("OWN", platform.appid);
  const refused = await call(method, target, typeof body === "string" ? body : filled);
  expect(refused).toEqual({ status, answer: { error: expect.stringContaining(words) } });
});

test("an edit with one wrong field changes none", async () => {
  const edit = { token: "changed", review_quota: 1, published: "yes" };
  expect((await call("POST", `platforms/${platform.appid}`, edit)).status).toBe(400);
  const [own] = (await call("GET", "credentials")).answer.platforms as { token: string }[];
  expect(own?.token).not.toBe("changed");
});
