import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestSimulator } from "../testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;

beforeEach(async () => {
  sim = await startTestSimulator();
});
afterEach(() => sim.close());

const list = "/cgi-bin/component/api_get_authorizer_list";

test("the accounts and credentials have the fixed shapes", async () => {
  const { platforms } = await sim.send("/_sim/credentials");
  expect(platforms).toHaveLength(2);
  expect(platforms[0]).toMatchObject({
    component_appid: expect.stringMatching(/^wx[0-9a-f]{16}$/),
    component_appsecret: expect.stringMatching(/^[0-9a-f]{32}$/),
    token: expect.any(String),
    encoding_aes_key: expect.stringMatching(/^[A-Za-z0-9]{43}$/),
    component_verify_ticket: expect.stringMatching(/^ticket@@@[\w-]{86}$/),
  });
  const { total, accounts } = await sim.send("/_sim/accounts?limit=2&offset=3");
  expect(total).toBe(200);
  expect(accounts).toHaveLength(2);
  expect(accounts[0].user_name).toMatch(/^gh_[0-9a-f]{12}$/);
});

test("the same seed gives the same world, another seed another", async () => {
  const twin = await startTestSimulator();
  const other = await startTestSimulator({ seed: "other" });
  const accounts = (one: typeof sim) => one.send("/_sim/accounts?limit=200");
  expect(await accounts(twin)).toEqual(await accounts(sim));
  expect((await accounts(other)).accounts[0].appid).not.toBe((await accounts(sim)).accounts[0].appid);
  expect((await twin.component()).token).toBe((await sim.component()).token);
  await twin.close();
  await other.close();
});

test("an errcode fault strikes as often as asked, then no more", async () => {
  const platform = await sim.component();
  const call = () => platform.post("api_get_authorizer_list", { offset: 0, count: 1 });
  await sim.send("/_sim/faults", { path: list, kind: "errcode", errcode: -1, times: 2 });
  expect((await call()).errcode).toBe(-1);
  expect((await call()).errcode).toBe(-1);
  expect((await call()).total_count).toBe(40);
  await sim.send("/_sim/faults", { path: "/cgi-bin/component/*", kind: "errcode", errcode: 45009 });
  expect((await call()).errcode).toBe(45009);
  await sim.send("/_sim/faults", undefined, "DELETE");
  expect((await call()).total_count).toBe(40);
});

test("a fault for calls on every path is not used up by pushes", async () => {
  const platform = await sim.component();
  await sim.send("/_sim/faults", { path: "*", kind: "errcode", errcode: -1, times: 1 });
  await sim.send("/_sim/tickets", { component_appid: platform.appid });
  expect((await platform.post("api_get_authorizer_list", { offset: 0, count: 1 })).errcode).toBe(-1);
  await sim.send("/_sim/faults", { path: "*", kind: "drop", times: 1 });
  expect((await platform.post("api_get_authorizer_list", { offset: 0, count: 1 })).total_count).toBe(40);
  await sim.send("/_sim/tickets", { component_appid: platform.appid });
  expect((await sim.send("/_sim/pushes")).pushes.at(-1).failure).toBe("dropped by a fault");
});

test("a reset before leaves no effect, a reset after leaves it", async () => {
  const platform = await sim.component();
  const drafts = async () => (await platform.call("/wxa/gettemplatelist")).template_list.length;
  const add = () => platform.call("/wxa/addtotemplate", { draft_id: 5 });
  const before = await drafts();
  await sim.send("/_sim/faults", { path: "/wxa/addtotemplate", kind: "reset_before", times: 1 });
  await expect(add()).rejects.toThrow();
  expect(await drafts()).toBe(before);
  await sim.send("/_sim/faults", { path: "/wxa/addtotemplate", kind: "reset_after", times: 1 });
  await expect(add()).rejects.toThrow();
  expect(await drafts()).toBe(before + 1);
});

test("a malformed answer is no JSON, and a bad fault is refused", async () => {
  const platform = await sim.component();
  await sim.send("/_sim/faults", { path: list, kind: "malformed", times: 1 });
  await expect(platform.post("api_get_authorizer_list", { offset: 0, count: 1 })).rejects.toThrow(SyntaxError);
  expect((await sim.send("/_sim/faults", { path: list, kind: "explode" })).error).toContain("kind");
});

test("half of the calls fail at a rate of one half, the same ones with the same seed", async () => {
  const run = async (one: typeof sim) => {
    const platform = await one.component();
    await one.send("/_sim/faults", { path: list, kind: "errcode", rate: 0.5 });
    const codes: (number | undefined)[] = [];
    for (let nth = 0; nth < 40; nth++)
      codes.push((await platform.post("api_get_authorizer_list", { offset: 0, count: 0 })).errcode);
    return codes;
  };
  const twin = await startTestSimulator();
  const codes = await run(sim);
  expect(await run(twin)).toEqual(codes);
  const failed = codes.filter((code) => code === -1).length;
  expect(failed).toBeGreaterThan(8);
  expect(failed).toBeLessThan(32);
  await twin.close();
});

test("the ledger holds every call in order, without tokens", async () => {
  const platform = await sim.component();
  const { entries } = await sim.send("/_sim/ledger?since=0");
  const last = entries.at(-1);
  expect(last).toMatchObject({
    direction: "call",
    method: "POST",
    path: "/cgi-bin/component/api_component_token",
    component_appid: platform.appid,
    status: 200,
    errcode: 0,
  });
  await platform.call("/wxa/get_page");
  const next = (await sim.send(`/_sim/ledger?since=${last.seq}`)).entries;
  expect(next).toHaveLength(1);
  expect(next[0]).toMatchObject({ seq: last.seq + 1, errcode: 61015 });
  expect(JSON.stringify(await sim.send("/_sim/ledger?since=0"))).not.toContain(platform.token);
});

test("coverage lists every endpoint and the codes it has served", async () => {
  const platform = await sim.component();
  await platform.call("/wxa/get_page");
  const { total, called, endpoints } = await sim.send("/_sim/coverage");
  expect(total).toBeGreaterThan(80);
  expect(called).toBe(2);
  const page = endpoints.find((one: { path: string }) => one.path === "/wxa/get_page");
  expect(page.served).toEqual({ "61015": 1 });
});

test.each([
  ["/_sim/clock/advance", { seconds: -1 }, "seconds"],
  ["/_sim/accounts/wx0/authorize", {}, "no such account"],
  ["/_sim/reviews/1", { verdict: "approve" }, "no such auditid"],
  ["/_sim/platforms/wx0", {}, "no such component_appid"],
  ["/_sim/nothing", {}, "no such control call"],
])("%s refuses %o", async (path, body, words) => {
  expect((await sim.send(path, body)).error).toContain(words);
});

test("an upload from the developer tools overwrites that developer's draft", async () => {
  const platform = await sim.component();
  const drafts = async () => (await platform.call("/wxa/gettemplatedraftlist")).draft_list;
  const [first] = await drafts();
  const before = (await drafts()).length;
  await sim.send("/_sim/drafts", {
    component_appid: platform.appid,
    source_miniprogram_appid: first.source_miniprogram_appid,
    developer: first.developer,
    user_version: "3.0.0",
  });
  const after = await drafts();
  expect(after).toHaveLength(before);
  expect(after.at(-1)).toMatchObject({
    user_version: "3.0.0",
    source_miniprogram_appid: first.source_miniprogram_appid,
  });
});
