import { afterEach, beforeEach, expect, test } from "vitest";
import { type ComponentClient, startTestSimulator } from "../testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;

beforeEach(async () => {
  sim = await startTestSimulator({ settings: { rejectRate: 0, delayRate: 0 } });
  platform = await sim.component();
});
afterEach(() => sim.close());

test("fast registration queues, tells its state and ends in a new account", async () => {
  const company = {
    name: "杭州虎符茶业有限公司",
    code: "91330106MA2CFHXX0A",
    code_type: 1,
    legal_persona_wechat: "lin_xiao01",
    legal_persona_name: "林晓",
  };
  const call = (action: string, body = company) =>
    platform.call(`/cgi-bin/component/fastregisterweapp?action=${action}`, body as unknown as Record<string, unknown>);
  expect((await call("search")).errcode).toBe(89250);
  expect((await call("create", { ...company, code: "123" })).errcode).toBe(89255);
  expect((await call("create")).errcode).toBe(0);
  expect((await call("create")).errcode).toBe(89249);
  expect((await call("search")).errcode).toBe(89251);
  const before = sim.world.accounts.length;
  await sim.send("/_sim/clock/advance", { seconds: 30 });
  expect((await call("search")).status).toBe(0);
  expect(sim.world.accounts.length).toBe(before + 1);
});
