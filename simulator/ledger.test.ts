import { expect, test } from "vitest";
import { Ledger } from "./ledger.ts";

const call = (path: string) => ({
  at: 1_000,
  direction: "call" as const,
  method: "POST",
  path,
  appid: "wx1",
  component_appid: null,
  status: 200,
  errcode: -1,
});

test("entries come back as they were written, numbered without a gap", () => {
  const ledger = new Ledger();
  for (let nth = 0; nth < 10_000; nth++) ledger.add(call(`/wxa/${nth}`));
  ledger.add({ ...call("/events"), direction: "push", kind: "authorized", appid: null, status: 0, errcode: 61_023 });
  const entries = ledger.since(0);
  expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 10_001 }, (_, nth) => nth + 1));
  expect(entries[8_191]).toEqual({ seq: 8_192, ...call("/wxa/8191") });
  expect(entries[10_000]).toEqual({
    ...{ seq: 10_001, at: 1_000, direction: "push", method: "POST", path: "/events", kind: "authorized" },
    ...{ appid: null, component_appid: null, status: 0, errcode: 61_023 },
  });
  expect(entries[0]).not.toHaveProperty("kind");
});

test("whoever changes what was read changes no later reading", () => {
  const ledger = new Ledger();
  ledger.add(call("/wxa/commit"));
  (ledger.since(0)[0] as { path: string }).path = "/forged";
  expect(ledger.since(0)[0]?.path).toBe("/wxa/commit");
});

test("a reader asks for what is new, and for no more than it wants", () => {
  const ledger = new Ledger();
  for (let nth = 0; nth < 5_000; nth++) ledger.add(call("/wxa/commit"));
  expect(ledger.since(4_998).map((entry) => entry.seq)).toEqual([4_999, 5_000]);
  expect(ledger.since(4_094, 4).map((entry) => entry.seq)).toEqual([4_095, 4_096, 4_097, 4_098]);
  expect(ledger.since(5_000)).toEqual([]);
  expect(ledger.since(9_999)).toEqual([]);
  expect(ledger.since(-5, 1)[0]?.seq).toBe(1);
});

test("beyond half a million the oldest fall out and the numbers go on", () => {
  const ledger = new Ledger();
  for (let nth = 0; nth < 520_000; nth++) ledger.add(call("/wxa/commit"));
  const [oldest] = ledger.since(0, 1);
  expect(ledger.last).toBe(520_000);
  expect(oldest?.seq).toBeGreaterThan(10_000);
  expect(oldest?.seq).toBeLessThanOrEqual(20_001);
  expect(ledger.since(519_999)[0]?.seq).toBe(520_000);
});
