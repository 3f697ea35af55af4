import { expect, test } from "vitest";
import { createStillClock, eventually, type Reply, startReceiver, startTestSimulator } from "./testing.ts";

type Simulator = Awaited<ReturnType<typeof startTestSimulator>>;

/** Starts a simulator, lives through two hours of one platform and returns everything it said and pushed. */
async function live(seed: string) {
  const sim: Simulator = await startTestSimulator({
    seed,
    clock: createStillClock(),
    publicUrl: "http://sim.example",
    settings: { rejectRate: 0.4, delayRate: 0.2 },
  });
  const [first] = sim.world.platforms;
  if (!first) throw new Error("no platform");
  const receiver = await startReceiver(() => first);
  const answers: unknown[] = [];
  const keep = async <T>(answer: Promise<T>): Promise<T> => {
    answers.push(await answer);
    return answer;
  };
  const control = (path: string, body?: unknown) => keep(sim.send(`/_sim/${path}`, body));
  await control("credentials");
  await control(`platforms/${first.appid}`, {
    events_url: `${receiver.url}/e`,
    messages_url: `${receiver.url}/m/$APPID$`,
  });
  const platform = await sim.component();
  answers.push(platform.token);
  await control("faults", { path: "/wxa/get_page", kind: "errcode", errcode: -1, rate: 0.5 });
  for (const appid of sim.fresh("mini_program").slice(0, 6)) await trade(sim, platform, appid, keep);
  await control("clock/advance", { seconds: 120 });
  await keep(register(platform));
  await control("clock/advance", { seconds: 7_200 });
  await control("reviews");
  await control("accounts?offset=195&limit=100");
  await eventually(() => expect(sim.world.pushes.filter((push) => push.outcome === "pending")).toEqual([]));
  const entries = (await sim.send("/_sim/ledger")).entries as { direction: string; seq: number }[];
  const calls = entries.filter((one) => one.direction === "call").map(({ seq: _seq, ...entry }) => entry);
  const pushes = receiver.received.map((one) => JSON.stringify([one.path, one.query, one.envelope])).sort();
  await sim.close();
  await receiver.close();
  return { answers, calls, pushes };
}

/** One merchant from authorization to review, with a user, an open account and some refusals. */
async function trade(
  sim: Simulator,
  platform: Awaited<ReturnType<Simulator["component"]>>,
  appid: string,
  keep: <T>(answer: Promise<T>) => Promise<T>,
): Promise<void> {
  const shop = await sim.merchant(platform, appid);
  await keep(Promise.resolve([shop.token, shop.refreshToken]));
  await keep(platform.post("api_get_authorizer_info", { authorizer_appid: appid }));
  await keep(shop.call("/cgi-bin/open/create", {}));
  await keep(shop.call("/wxa/commit", { template_id: 0, user_version: "1", user_desc: "", ext_json: "{}" }));
  await keep(shop.call("/wxa/get_page"));
  await sim.send("/_sim/clock/advance", { seconds: 3 });
  await keep(shop.call("/wxa/submit_audit", { version_desc: "x" }));
  await keep(sim.send(`/_sim/accounts/${appid}/login`, { user: 1 }));
  const refused: Reply = await keep(shop.call("/wxa/get_auditstatus", { auditid: 1 }));
  const rid = /rid: (.+)$/.exec(refused.errmsg ?? "")?.[1];
  await keep(shop.call("/cgi-bin/openapi/rid/get", { rid }));
}

function register(platform: Awaited<ReturnType<Simulator["component"]>>): Promise<Reply> {
  return platform.call("/cgi-bin/component/fastregisterweapp?action=create", {
    name: "杭州虎符茶业有限公司",
    code: "91330106MA2CFHXX0A",
    code_type: 1,
    legal_persona_wechat: "lin_xiao01",
    legal_persona_name: "林晓",
  });
}

test("the same seed and the same calls give the same answers, ledger and pushes; another seed others", async () => {
  const [once, twice, other] = [await live("tally"), await live("tally"), await live("other")];
  expect(twice.calls).toEqual(once.calls);
  expect(twice.pushes).toEqual(once.pushes);
  expect(twice.answers).toEqual(once.answers);
  expect(once.calls).toHaveLength(56);
  expect(once.pushes.length).toBeGreaterThan(20);
  expect(other.answers[0]).not.toEqual(once.answers[0]);
  expect(new Set(other.pushes).isDisjointFrom(new Set(once.pushes))).toBe(true);
});
