import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { dataKeyStorage } from "#db/data-keys.ts";
import type { Store } from "#db/store.ts";
import { openTestStore } from "#db/testing.ts";
import { openKeyring, sealedVersion, testKeyring } from "./cipher.ts";
import { fixedClock } from "./clock.ts";

const place = { table: "tokens", row: "wx1/wx2", column: "token" };

describe("the keyring", () => {
  it("gives back what was sealed, and never the same bytes twice", () => {
    const keyring = testKeyring();
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const sealed = keyring.seal(text, place);
        expect(keyring.open(sealed, place)).toBe(text);
        expect(keyring.seal(text, place).equals(sealed)).toBe(false);
      }),
    );
  });

  it("does not open a value moved to another table, row or column", () => {
    const keyring = testKeyring();
    const sealed = keyring.seal("90_secret", place);
    for (const moved of [{ table: "platforms" }, { row: "wx1/wx3" }, { column: "source" }])
      expect(() => keyring.open(sealed, { ...place, ...moved })).toThrow(
        expect.objectContaining({ code: "seal_broken" }),
      );
  });

  it("does not open a value with any bit changed or any byte cut off", () => {
    const keyring = testKeyring();
    const sealed = keyring.seal("90_secret", place);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const altered = Buffer.from(sealed);
      altered[bit >> 3] = altered[bit >> 3]! ^ (1 << (bit & 7));
      expect(() => keyring.open(altered, place), `bit ${bit}`).toThrow(/./);
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => keyring.open(sealed.subarray(0, length), place)).toThrow(/./);
  });

  it("after a rotation seals under the new key and still opens what the old one sealed", async () => {
    const keyring = testKeyring();
    const old = keyring.seal("90_secret", place);
    expect(await keyring.addDataKey()).toBe(2);
    expect(sealedVersion(keyring.seal("90_secret", place))).toBe(2);
    expect(keyring.open(old, place)).toBe("90_secret");
  });
});

describe("the keyring of an installation", () => {
  let store: Store;
  let dataDir: string;
  const clock = fixedClock(1_780_000_000_000);

  beforeAll(async () => {
    store = await openTestStore(inject("dialect"));
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.tx((db) => db.delete(store.t.dataKeys));
    dataDir = mkdtempSync(join(tmpdir(), "hufu-key-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const open = (key?: string) => openKeyring({ dataDir, key, storage: dataKeyStorage(store), clock });
  const otherKey = Buffer.alloc(32, 7).toString("base64");

  it("makes a master key readable by its owner alone, and finds it again", async () => {
    const sealed = (await open()).seal("90_secret", place);
    expect(statSync(join(dataDir, "key")).mode & 0o777).toBe(0o600);
    expect((await open()).open(sealed, place)).toBe("90_secret");
  });

  it("takes rights away from others when the key file has become readable to them", async () => {
    await open();
    chmodSync(join(dataDir, "key"), 0o644);
    await open();
    expect(statSync(join(dataDir, "key")).mode & 0o777).toBe(0o600);
  });

  it("prefers HUFU_KEY and writes no file then", async () => {
    const sealed = (await open(otherKey)).seal("90_secret", place);
    expect(existsSync(join(dataDir, "key"))).toBe(false);
    expect((await open(otherKey)).open(sealed, place)).toBe("90_secret");
  });

  it("refuses to start with a wrong, lost or unusable master key, and makes no new one", async () => {
    await open();
    await expect(open(otherKey)).rejects.toMatchObject({ code: "key_wrong" });
    const file = join(dataDir, "key");
    const kept = readFileSync(file);
    writeFileSync(file, "not a key");
    await expect(open()).rejects.toMatchObject({ code: "key_unusable" });
    rmSync(file);
    await expect(open()).rejects.toMatchObject({ code: "key_missing" });
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, kept, { mode: 0o600 });
    await expect(open()).resolves.toBeDefined();
  });

  it("two processes that start at once on an empty database agree on one data key", async () => {
    const [one, two] = await Promise.all([open(otherKey), open(otherKey)]);
    expect(two.open(one.seal("90_secret", place), place)).toBe("90_secret");
  });

  it("another process opens what a new data key sealed once it has looked, and uses it when the grace is over", async () => {
    const one = await open();
    const two = await open();
    await one.addDataKey(120_000);
    expect([one.currentVersion, two.currentVersion]).toEqual([1, 1]);
    await two.reload();
    clock.advance(120_000);
    expect([one.currentVersion, two.currentVersion]).toEqual([2, 2]);
    expect(two.open(one.seal("90_secret", place), place)).toBe("90_secret");
  });

  it("a key that is not known yet is reported as such and fetched", async () => {
    const one = await open();
    const two = await open();
    await one.addDataKey();
    const sealed = one.seal("90_secret", place);
    expect(() => two.open(sealed, place)).toThrow(expect.objectContaining({ code: "key_unknown" }));
    await two.reload();
    expect(two.open(sealed, place)).toBe("90_secret");
  });

  it("holds the data keys only wrapped", async () => {
    await open();
    const rows = await dataKeyStorage(store).load();
    expect(rows.map((row) => row.wrapped.length)).toEqual([5 + 12 + 32 + 16]);
  });
});
