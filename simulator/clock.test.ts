import { expect, test, vi } from "vitest";
import { createClock } from "./clock.ts";

const START = Date.UTC(2026, 10, 20, 2, 0, 0);

test("a still clock passes no time of its own, and fires in order when it is advanced", () => {
  const clock = createClock(START, "still");
  const fired: [string, number][] = [];
  const note = (name: string) => () => fired.push([name, clock.now() - START]);
  clock.after(3_000, note("late"));
  clock.after(1_000, note("early"));
  clock.after(1_000, () => {
    note("same time, later")();
    clock.after(500, note("laid meanwhile"));
  });
  const cancel = clock.after(2_000, note("cancelled"));
  cancel();
  expect(clock.now()).toBe(START);
  clock.advance(2_999);
  expect(fired).toEqual([
    ["early", 1_000],
    ["same time, later", 1_000],
    ["laid meanwhile", 1_500],
  ]);
  clock.advance(1);
  expect(fired.at(-1)).toEqual(["late", 3_000]);
  expect(clock.now()).toBe(START + 3_000);
});

test("what is due at once happens at once, also while the clock stands still", async () => {
  const clock = createClock(START, "still");
  await new Promise<void>((resolve) => clock.after(0, resolve));
  expect(clock.now()).toBe(START);
});

test("a task that fails is reported and holds nobody up", () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const clock = createClock(START, "still");
  let reached = false;
  clock.after(1, () => {
    throw new Error("a mistake of the task");
  });
  clock.after(2, () => {
    reached = true;
  });
  clock.advance(5);
  expect(String(write.mock.calls[0]?.[0])).toContain("a mistake of the task");
  write.mockRestore();
  expect(reached).toBe(true);
  expect(clock.now()).toBe(START + 5);
});

test("time never goes back: neither with the machine's clock nor by an odd advance", () => {
  vi.useFakeTimers({ now: START });
  try {
    const clock = createClock();
    vi.setSystemTime(START + 60_000);
    expect(clock.now()).toBe(START + 60_000);
    vi.setSystemTime(START);
    expect(clock.now()).toBe(START + 60_000);
    for (const odd of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e300]) {
      expect(() => clock.advance(odd)).toThrow(RangeError);
    }
    clock.stop();
  } finally {
    vi.useRealTimers();
  }
});
