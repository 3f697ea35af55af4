import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mostAccounts, readAccounts, writeAccounts } from "./account-address.ts";

const page = "https://hufu.example/deployments/new?template=4&goal=release";
const ids = (count: number) => Array.from({ length: count }, (_, index) => `wx${String(index).padStart(16, "0")}`);

function readBack(address: string): string[] {
  const url = new URL(address, page);
  return readAccounts(url.searchParams.get("accounts"), url.hash);
}

describe("the chosen accounts in the address", () => {
  it("come back as they were written, few or many", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (count) => {
        expect(readBack(writeAccounts(page, ids(count)))).toEqual(ids(count));
      }),
      { numRuns: 50 },
    );
  });

  it("stand in the query while they are few, and keep the rest of it", () => {
    const address = writeAccounts(page, ids(2));
    expect(address).toBe("/deployments/new?template=4&goal=release&accounts=wx0000000000000000,wx0000000000000001");
  });

  it("go behind the # when there are thousands, so that no server sees an address too long for it", () => {
    const url = new URL(writeAccounts(page, ids(mostAccounts)), page);
    expect(url.search).toBe("?template=4&goal=release");
    expect(readBack(url.href)).toHaveLength(mostAccounts);
  });

  it("replace the ones that stood there before, in either place", () => {
    const many = new URL(writeAccounts(page, ids(300)), page).href;
    expect(writeAccounts(many, ids(1))).toBe("/deployments/new?template=4&goal=release&accounts=wx0000000000000000");
    expect(writeAccounts(many, [])).toBe("/deployments/new?template=4&goal=release");
  });

  it("leave out what is no AppID, what is named twice, and what is more than a deployment may have", () => {
    expect(readAccounts("wx0000000000000001,,<b>,wx0000000000000001,gh_1", "")).toEqual(["wx0000000000000001"]);
    expect(readAccounts(ids(mostAccounts + 10).join(","), "")).toHaveLength(mostAccounts);
  });
});
