import { describe, expect, it } from "vitest";
import { type Reads, shareReads } from "./share-reads.ts";

/** A store whose reads end when told to. */
function slowStore() {
  const reads: Reads<string> = new Map();
  const ends: ((row: string) => void)[] = [];
  const fails: ((error: Error) => void)[] = [];
  const read = () =>
    new Promise<string>((resolve, reject) => {
      ends.push(resolve);
      fails.push(reject);
    });
  return { reads, ends, fails, ask: () => shareReads(reads, "a", read) };
}

describe("reads of one row", () => {
  it("asked for while one is under way share the next, which begins after they asked", async () => {
    const { reads, ends, ask } = slowStore();
    const first = ask();
    const others = [ask(), ask(), ask()];
    expect(ends).toHaveLength(1);
    ends[0]?.("old");
    expect(await first).toBe("old");
    await expect.poll(() => ends.length).toBe(2);
    const late = ask();
    ends[1]?.("new");
    expect(await Promise.all(others)).toEqual(["new", "new", "new"]);
    await expect.poll(() => ends.length).toBe(3);
    ends[2]?.("newest");
    expect(await late).toBe("newest");
    await expect.poll(() => reads.size).toBe(0);
  });

  it("that fail do not fail those who wait for the next", async () => {
    const { ends, fails, ask } = slowStore();
    const first = ask();
    const second = ask();
    fails[0]?.(new Error("no database"));
    await expect(first).rejects.toThrow("no database");
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.("row");
    expect(await second).toBe("row");
  });
});
