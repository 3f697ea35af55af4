import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from "node:crypto";
import type { Clock } from "./clock.ts";
import { AppError } from "./errors.ts";
import { findMasterKey } from "./master-key.ts";

/** Where a sealed value lives. Part of what is authenticated: moved to another place, it does not open. */
export interface Place {
  table: string;
  row: string;
  column: string;
}

interface WrappedDataKey {
  version: number;
  wrapped: Buffer;
  createdAt: number;
  activeAt: number;
}

/** Keeps wrapped data keys. `add` does nothing when the version exists: another process was first. */
export interface DataKeyStorage {
  load(): Promise<WrappedDataKey[]>;
  add(key: WrappedDataKey): Promise<void>;
}

/** Seals what is secret at rest (AES-256-GCM under versioned data keys, wrapped by the master key). */
export interface Keyring {
  /** Format byte, key version, nonce, ciphertext, tag. */
  seal(plain: string, place: Place): Buffer;
  /** @throws AppError seal_broken (moved or altered), key_unknown (version not loaded yet; `reload` first) */
  open(sealed: Buffer, place: Place): string;
  /** Version of the data key that new seals use. */
  readonly currentVersion: number;
  /** Reads data keys that other processes added. */
  reload(): Promise<void>;
  /** Adds a data key. With `graceMs` it becomes current only then, so that other processes know it before. */
  addDataKey(graceMs?: number): Promise<number>;
}

const format = 1;
const headerBytes = 5;
const nonceBytes = 12;
const tagBytes = 16;
const reloadEveryMs = 60_000;
const systemTime: Clock = { now: () => Date.now() };

/** Version of the data key that sealed a value. */
export function sealedVersion(sealed: Buffer): number {
  if (sealed.length < headerBytes + nonceBytes + tagBytes || sealed[0] !== format)
    throw new AppError("seal_broken", { kind: "internal", log: "A sealed value has an unknown format" });
  return sealed.readUInt32BE(1);
}

/**
 * Opens the keyring of an installation: the master key from `key` (HUFU_KEY) or the 0600 file `key` in
 * `dataDir` (made on first run), the data keys from `storage`.
 * @throws AppError key_wrong, key_missing, key_unusable: the console must not start.
 */
export async function openKeyring(options: {
  dataDir: string;
  key: string | undefined;
  storage: DataKeyStorage;
  clock?: Clock;
}): Promise<Keyring> {
  const { storage, clock = systemTime } = options;
  const known = await storage.load();
  const master = findMasterKey({ ...options, mayCreate: known.length === 0 });
  const keyring = new StoredKeyring(master, storage, clock);
  if (known.length === 0) await keyring.addDataKey();
  else await keyring.reload();
  return keyring;
}

/** A keyring of its own in memory, for tests. */
export function testKeyring(clock: Clock = systemTime): Keyring {
  const keys: WrappedDataKey[] = [];
  const storage: DataKeyStorage = {
    load: async () => [...keys],
    add: async (key) => void keys.push(key),
  };
  const keyring = new StoredKeyring(randomBytes(32), storage, clock);
  keyring.adopt([keyring.makeDataKey(1, 0)]);
  return keyring;
}

class StoredKeyring implements Keyring {
  // Key objects: with a plain Buffer, Node 24 makes one anew for each value, at four times the cost.
  readonly #master: KeyObject;
  readonly #storage: DataKeyStorage;
  readonly #clock: Clock;
  readonly #keys = new Map<number, { key: KeyObject; activeAt: number }>();
  #reloadedAt: number;

  constructor(master: Buffer, storage: DataKeyStorage, clock: Clock) {
    this.#master = createSecretKey(Buffer.from(hkdfSync("sha256", master, "", "hufu master key", 32)));
    this.#storage = storage;
    this.#clock = clock;
    this.#reloadedAt = clock.now();
  }

  get currentVersion(): number {
    const now = this.#clock.now();
    let current = 0;
    let oldest = Number.POSITIVE_INFINITY;
    for (const [version, { activeAt }] of this.#keys) {
      if (activeAt <= now) current = Math.max(current, version);
      oldest = Math.min(oldest, version);
    }
    return current === 0 ? oldest : current;
  }

  seal(plain: string, place: Place): Buffer {
    this.#reloadNowAndThen();
    const version = this.currentVersion;
    return encrypt(this.#keyOf(version), version, Buffer.from(plain, "utf8"), place);
  }

  open(sealed: Buffer, place: Place): string {
    this.#reloadNowAndThen();
    return decrypt(this.#keyOf(sealedVersion(sealed)), sealed, place).toString("utf8");
  }

  async reload(): Promise<void> {
    this.#reloadedAt = this.#clock.now();
    this.adopt(await this.#storage.load());
  }

  async addDataKey(graceMs = 0): Promise<number> {
    const version = Math.max(0, ...this.#keys.keys()) + 1;
    await this.#storage.add(this.makeDataKey(version, graceMs));
    await this.reload();
    return version;
  }

  makeDataKey(version: number, graceMs: number): WrappedDataKey {
    const createdAt = this.#clock.now();
    const wrapped = encrypt(this.#master, version, randomBytes(32), wrapPlace(version));
    return { version, wrapped, createdAt, activeAt: createdAt + graceMs };
  }

  adopt(found: readonly WrappedDataKey[]): void {
    for (const { version, wrapped, activeAt } of found) {
      if (this.#keys.has(version)) continue;
      let key: KeyObject;
      try {
        key = createSecretKey(decrypt(this.#master, wrapped, wrapPlace(version)));
      } catch (cause) {
        throw new AppError("key_wrong", {
          kind: "unavailable",
          log: "The master key does not open this database: HUFU_KEY or the key file belongs to another installation",
          cause,
        });
      }
      this.#keys.set(version, { key, activeAt });
    }
  }

  #keyOf(version: number): KeyObject {
    const found = this.#keys.get(version);
    if (found) return found.key;
    void this.reload().catch(() => undefined);
    throw new AppError("key_unknown", {
      kind: "unavailable",
      log: `Data key ${version} is not loaded`,
      data: { version },
    });
  }

  // Another process may have added a key; its grace period is longer than this interval.
  #reloadNowAndThen(): void {
    if (this.#clock.now() - this.#reloadedAt < reloadEveryMs) return;
    void this.reload().catch(() => undefined);
  }
}

function wrapPlace(version: number): Place {
  return { table: "data_keys", row: String(version), column: "wrapped" };
}

function associated({ table, row, column }: Place, version: number): Buffer {
  return Buffer.from(JSON.stringify([table, row, column, version]), "utf8");
}

function encrypt(key: KeyObject, version: number, plain: Buffer, place: Place): Buffer {
  const header = Buffer.alloc(headerBytes);
  header[0] = format;
  header.writeUInt32BE(version, 1);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(associated(place, version));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([header, nonce, body, cipher.getAuthTag()]);
}

function decrypt(key: KeyObject, sealed: Buffer, place: Place): Buffer {
  const version = sealedVersion(sealed);
  const nonce = sealed.subarray(headerBytes, headerBytes + nonceBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(associated(place, version));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    const body = sealed.subarray(headerBytes + nonceBytes, sealed.length - tagBytes);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (cause) {
    const log = `A sealed value does not open at ${place.table}.${place.column}`;
    throw new AppError("seal_broken", { kind: "internal", log, cause });
  }
}
