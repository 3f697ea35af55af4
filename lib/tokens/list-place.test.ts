import fc from "fast-check";
import { expect, it } from "vitest";
import { nextListPlace } from "./list-place.ts";

it("a list that does not change is read in as many pages as it has", () => {
  let place = { offset: 0, total: 0 };
  for (let pages = 1; ; pages += 1) {
    const { state, ...next } = nextListPlace(place, { count: Math.min(500, 100_000 - place.offset), total: 100_000 });
    place = next;
    if (state === "more") continue;
    expect([pages, state, place.offset]).toEqual([200, "ended", 100_000]);
    return;
  }
});

it("nobody is overlooked while others leave the list or join it at either end", () => {
  const change = fc.oneof(
    fc.record({ kind: fc.constant("leave" as const), at: fc.nat() }),
    fc.record({ kind: fc.constant("join" as const), atFront: fc.boolean() }),
    fc.constant({ kind: "nothing" as const }),
  );
  // Leaving and joining between the same two pages keeps the total: such a page cannot be told from a quiet one.
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), fc.integer({ min: 0, max: 60 }), (changes, size) => {
      const list = Array.from({ length: size }, (_, nth) => nth);
      const stayed = new Set(list);
      const seen = new Set<number>();
      let place = { offset: 0, total: 0 };
      for (let pages = 0; pages < 200; pages += 1) {
        const lines = list.slice(place.offset, place.offset + 10);
        for (const line of lines) seen.add(line);
        const { state, ...next } = nextListPlace(place, { count: lines.length, total: list.length });
        if (state === "ended") {
          expect([...stayed].filter((line) => !seen.has(line))).toEqual([]);
          return;
        }
        expect(state).toBe("more");
        place = next;
        const now = changes[pages];
        if (now?.kind === "leave" && list.length > 0) stayed.delete(list.splice(now.at % list.length, 1)[0] ?? -1);
        if (now?.kind === "join") list.splice(now.atFront ? 0 : list.length, 0, 1_000 + pages);
      }
      throw new Error("The reading does not end");
    }),
    { numRuns: 2_000 },
  );
});

it("a total of nothing in the middle starts over, and a page without lines is not the end", () => {
  const middle = { offset: 500, total: 1_200 };
  expect(nextListPlace(middle, { count: 0, total: 0 })).toEqual({ offset: 0, total: 0, state: "more" });
  expect(nextListPlace(middle, { count: 0, total: 1_200 })).toEqual({ ...middle, state: "cut_short" });
  expect(nextListPlace({ offset: 0, total: 0 }, { count: 0, total: 0 })).toMatchObject({ state: "ended" });
});
