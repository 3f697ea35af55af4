import { expect, test } from "vitest";
import { openTestStore } from "./testing.ts";

test("urgent transactions go before those that wait, which still get a turn after eight of them", async () => {
  const store = await openTestStore("sqlite");
  const order: string[] = [];
  const enter = (name: string, urgent: boolean) => store.tx(async () => void order.push(name), { urgent });
  const others = ["first", "second", "third"].map((name) => enter(name, false));
  const urgent = Array.from({ length: 12 }, (_, at) => enter(String(at), true));
  await Promise.all([...others, ...urgent]);
  await store.close();
  const expected = "first 0 1 2 3 4 5 6 7 second 8 9 10 11 third";
  expect(order.join(" ")).toBe(expected);
});

test("while transactions wait in a row, the event loop gets its turns", async () => {
  const store = await openTestStore("sqlite");
  const done: number[] = [];
  const all = Promise.all(Array.from({ length: 20 }, (_, at) => store.tx(async () => void done.push(at))));
  const seen = await new Promise<number>((resolve) => setImmediate(() => resolve(done.length)));
  await all;
  await store.close();
  expect(seen).toBeLessThan(20);
});
