import { expect, test } from "vitest";
import { type Fault, Faults } from "./faults.ts";

const fault = (path: string, more: Partial<Fault> = {}): Fault => ({
  ...{ path, kind: "errcode", times: null, rate: 1, latencyMs: 1_000, errcode: -1 },
  ...more,
});
const struck = (faults: Faults, path: string, times: number) =>
  Array.from({ length: times }, () => faults.strike("call", path).length);

test("a path matches exactly, or any rest after a star", () => {
  const faults = new Faults("seed");
  faults.add(fault("/wxa/commit"));
  expect(struck(faults, "/wxa/commit", 1)).toEqual([1]);
  expect(struck(faults, "/wxa/commit2", 1)).toEqual([0]);
  faults.clear();
  faults.add(fault("/wxa/*"));
  faults.add(fault("*"));
  expect(struck(faults, "/wxa/commit", 1)).toEqual([2]);
  expect(struck(faults, "/cgi-bin/open/get", 1)).toEqual([1]);
});

test("calls meet no push's fault and use none up, nor the other way round", () => {
  const faults = new Faults("seed");
  faults.add(fault("*", { kind: "drop", times: 1 }));
  faults.add(fault("*", { kind: "latency", times: 1 }));
  expect(faults.strike("call", "/wxa/commit").map(({ kind }) => kind)).toEqual(["latency"]);
  expect(faults.strike("call", "/wxa/commit")).toEqual([]);
  expect(faults.strike("push", "authorized").map(({ kind }) => kind)).toEqual(["drop"]);
});

test("a push is known by its kind and by the path of its URL", () => {
  const faults = new Faults("seed");
  faults.add(fault("/wx/events", { kind: "duplicate", times: 1 }));
  expect(faults.strike("push", "authorized", "/wx/messages")).toEqual([]);
  expect(faults.strike("push", "authorized", "/wx/events")).toHaveLength(1);
});

test("times are counted by what was struck, and the fault is gone after them", () => {
  const faults = new Faults("seed");
  faults.add(fault("/a", { times: 3, rate: 0.5 }));
  const hits = struck(faults, "/a", 100);
  expect(hits.reduce((sum, one) => sum + one, 0)).toBe(3);
});

test("the seed decides which calls are struck, whatever else is called in between", () => {
  const plain = new Faults("one");
  plain.add(fault("/a", { rate: 0.3 }));
  const crowded = new Faults("one");
  crowded.add(fault("/a", { rate: 0.3 }));
  crowded.add(fault("/b", { rate: 0.3 }));
  const expected = struck(plain, "/a", 200);
  const seen = expected.map(() => {
    crowded.strike("call", "/b");
    crowded.strike("push", "component_verify_ticket");
    return crowded.strike("call", "/a").length;
  });
  expect(seen).toEqual(expected);
  const other = new Faults("two");
  other.add(fault("/a", { rate: 0.3 }));
  expect(struck(other, "/a", 200)).not.toEqual(expected);
  const rate = expected.filter((one) => one === 1).length / 200;
  expect(rate).toBeGreaterThan(0.18);
  expect(rate).toBeLessThan(0.42);
});
