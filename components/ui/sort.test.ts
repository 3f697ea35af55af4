import * as fc from "fast-check";
import { expect, it } from "vitest";
import { readSort, writeSort } from "./sort.ts";

const keys = ["authorized", "name", "live-version"] as const;

it("writes every sort so that reading it gives the same back", () => {
  const sorts = fc.record({ by: fc.constantFrom(...keys), order: fc.constantFrom("asc" as const, "desc" as const) });
  fc.assert(
    fc.property(sorts, (sort) => {
      expect(readSort(writeSort(sort), keys)).toEqual(sort);
    }),
  );
});

it("takes nothing from an address that is not one of the list's sorts", () => {
  for (const text of [null, "", "-", "password", "--name", "name desc"]) expect(readSort(text, keys)).toBeNull();
});
