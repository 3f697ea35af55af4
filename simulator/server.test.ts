import { request } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestSimulator } from "./testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;

beforeEach(async () => {
  sim = await startTestSimulator({ pace: "still" });
});
afterEach(() => sim.close());

/** Sends the request line as it is given, which fetch would tidy up. */
function ask(target: string, method = "GET", body = ""): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port: sim.port, host: "127.0.0.1", path: target, method }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

test("double slashes are read as one, as some SDKs send them", async () => {
  for (const path of ["/cgi-bin//component/api_create_preauthcode", "//cgi-bin/component//api_create_preauthcode"]) {
    const { text } = await ask(`${path}?component_access_token=x`, "POST", "{}");
    expect(JSON.parse(text).errcode).toBe(40014);
  }
});

test("as an HTTP proxy it answers for WeChat's host", async () => {
  const { text } = await ask("http://api.weixin.qq.com/wxa/get_page?access_token=x");
  expect(JSON.parse(text).errcode).toBe(40014);
  expect((await ask("http://[")).status).toBe(400);
});

test("an unknown path gives 40066, and ledger and coverage tell of it without a token", async () => {
  expect(JSON.parse((await ask("/wxa/nothing?access_token=90_secret")).text).errcode).toBe(40066);
  await ask("/wxa/commit&access_token=90_secret", "POST", "{}");
  const { entries } = await sim.send("/_sim/ledger?since=0");
  expect(entries.slice(-2)).toMatchObject([
    { method: "GET", path: "/wxa/nothing", errcode: 40066 },
    { method: "POST", path: "/wxa/commit", errcode: 40066 },
  ]);
  const { unknown } = await sim.send("/_sim/coverage");
  expect(unknown).toEqual({ "GET /wxa/nothing": 1, "POST /wxa/commit": 1 });
  expect(JSON.stringify(entries)).not.toContain("secret");
});

test("the ledger is read whole, in parts and from the middle", async () => {
  const entry = { at: 1, direction: "call" as const, method: "GET", path: "/x", appid: null, component_appid: null };
  const before = sim.world.ledger.last;
  for (let nth = 0; nth < 2_500; nth++) sim.world.ledger.add({ ...entry, status: 200, errcode: nth });
  const read = async (query: string) =>
    (await sim.send(`/_sim/ledger${query}`)).entries.map((one: { seq: number }) => one.seq - before);
  const all = Array.from({ length: 2_500 }, (_, nth) => nth + 1);
  expect((await read("?since=0")).slice(-2_500)).toEqual(all);
  expect(await read(`?since=${before + 1_234}`)).toEqual(all.slice(1_234));
  expect(await read(`?since=${before}&limit=1001`)).toEqual(all.slice(0, 1_001));
  expect(await read(`?since=${before + 2_500}`)).toEqual([]);
  expect(await read(`?since=${before}&limit=0`)).toEqual([]);
});

test("the address itself tells a person where to look", async () => {
  const { status, text } = await ask("/");
  expect(status).toBe(200);
  expect(text).toContain("/_sim/credentials");
});

test("an account is found by its appid, and by what else is asked", async () => {
  const { accounts } = await sim.send("/_sim/accounts?limit=1&offset=7");
  const [{ appid, kind }] = accounts;
  const other = kind === "mini_program" ? "official_account" : "mini_program";
  expect(await sim.send(`/_sim/accounts?appid=${appid}`)).toEqual({ total: 1, accounts });
  expect((await sim.send(`/_sim/accounts?appid=${appid}&kind=${other}`)).total).toBe(0);
  expect((await sim.send("/_sim/accounts?appid=wx0")).total).toBe(0);
});

test.each([
  ["/_sim/clock/advance", '{"seconds":-1}'],
  ["/_sim/clock/advance", '{"seconds":1e400}'],
  ["/_sim/clock/advance", '{"seconds":1e12}'],
  ["/_sim/clock/advance", '{"seconds":"NaN"}'],
  ["/_sim/clock/advance", "{}"],
  ["/_sim/faults", '{"path":"/wxa/commit","kind":"latency","latency_ms":1e12}'],
  ["/_sim/faults", '{"path":"/wxa/commit","kind":"errcode","errcode":"45009"}'],
  ["/_sim/faults", '{"path":"/wxa/commit","kind":"errcode","rate":1.5}'],
  ["/_sim/faults", '{"path":"","kind":"errcode"}'],
])("%s refuses %s with 400 and moves nothing", async (path, body) => {
  const before = await sim.send("/_sim/clock");
  const { status, text } = await ask(path, "POST", body);
  expect(status).toBe(400);
  expect(JSON.parse(text).error).toEqual(expect.any(String));
  expect(await sim.send("/_sim/clock")).toEqual(before);
});
