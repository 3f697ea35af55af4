import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import { generationsOf } from "./grants.ts";
import type { Review } from "./mini-program-model.ts";
import type { Account, OpenAccount, Platform } from "./model.ts";
import { reportMistake } from "./report.ts";
import { resumeReviews } from "./resume-reviews.ts";
import { scheduleReview } from "./reviews.ts";
import type { World } from "./world.ts";

const VERSION = 2;
const SAVE_EVERY_MS = 2_000;
/** Saving a large world stops it for half a second: it takes at most this share of the time. */
const SAVE_SHARE = 0.05;

/** What has changed since the seed. Tokens are left out: callers refresh theirs after a restart. */
interface Saved {
  readonly version: number;
  readonly seed: string;
  /** Accounts made by the seed; those after it were added by registration. */
  readonly seeded: number;
  readonly now: number;
  readonly sequence: number;
  readonly platforms: readonly Platform[];
  readonly accounts: readonly Account[];
  readonly opens: readonly OpenAccount[];
  readonly audits: readonly { readonly appid: string; readonly review: Review }[];
  readonly generations: ReadonlyMap<string, number>;
}

/**
 * Brings a saved world back. A file of another seed, size or version is set aside as `.old`,
 * and the world begins anew: its appids would mean nothing here. Throws when the folder cannot be written.
 */
export function loadState(world: World, file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    throw new Error(`${file} cannot be written (--state): ${(error as NodeJS.ErrnoException).code}`);
  }
  if (!existsSync(file)) return;
  const saved = readSaved(file);
  if (saved?.version !== VERSION || saved.seed !== world.seed || saved.seeded !== world.accounts.length) {
    renameSync(file, `${file}.old`);
    const why = saved ? "belongs to another seed, number of accounts or version" : "is not a state file or is damaged";
    reportMistake(`${file} ${why}; kept as ${file}.old`);
    return;
  }
  if (saved.now > world.clock.now()) world.clock.advance(saved.now - world.clock.now());
  world.sequence = saved.sequence;
  saved.platforms.forEach((platform, nth) => {
    restorePlatform(world.platforms[nth] as Platform, platform);
  });
  for (const account of saved.accounts) {
    const known = world.byAppid.get(account.appid);
    if (known) Object.assign(known, account);
    else {
      world.accounts.push(account);
      world.byAppid.set(account.appid, account);
    }
    resumeReviews(world, known ?? account);
  }
  restoreOpens(world, saved.opens);
  for (const [key, generation] of saved.generations) generationsOf(world).set(key, generation);
  for (const { appid, review } of saved.audits) restoreReview(world, appid, review);
}

function readSaved(file: string): Saved | null {
  try {
    const value: unknown = deserialize(readFileSync(file));
    return typeof value === "object" ? (value as Saved | null) : null;
  } catch {
    return null;
  }
}

/**
 * Saves the world every few seconds when something happened, and once more by the returned call. `seeded` is how
 * many accounts the seed made. A reader finds the old file or the new one, whatever ends this process meanwhile.
 */
export function keepState(world: World, file: string, seeded: number): () => void {
  let savedAt = -1;
  const save = () => {
    if (savedAt === world.ledger.last) return;
    savedAt = world.ledger.last;
    replaceFile(file, snapshot(world, seeded));
  };
  const saveLater = (waitMs: number) => {
    const timer = setTimeout(() => {
      if (world.closed) return;
      const began = performance.now();
      try {
        save();
      } catch (error) {
        reportMistake(error);
      }
      saveLater(Math.max(SAVE_EVERY_MS, (performance.now() - began) / SAVE_SHARE));
    }, waitMs);
    timer.unref();
  };
  saveLater(SAVE_EVERY_MS);
  return save;
}

function replaceFile(file: string, bytes: Buffer): void {
  const part = `${file}.part`;
  const handle = openSync(part, "w", 0o600);
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, file);
}

function snapshot(world: World, seeded: number): Buffer {
  const audits = [...world.audits.values()];
  const timers = audits.map(({ review }) => review.cancelTimer);
  for (const { review } of audits) review.cancelTimer = null;
  const saved: Saved = {
    version: VERSION,
    seed: world.seed,
    seeded,
    now: world.clock.now(),
    sequence: world.sequence,
    platforms: world.platforms,
    accounts: world.accounts.filter(
      ({ index, info, program, options }) => index >= seeded || info || program || options,
    ),
    opens: [...world.opens.values()],
    audits: audits.map(({ account, review }) => ({ appid: account.appid, review })),
    generations: generationsOf(world),
  };
  const bytes = serialize(saved);
  audits.forEach(({ review }, nth) => {
    review.cancelTimer = timers[nth] ?? null;
  });
  return bytes;
}

function restorePlatform(platform: Platform, saved: Platform): void {
  const { eventsUrl, messagesUrl } = platform;
  Object.assign(platform, saved, {
    eventsUrl: eventsUrl ?? saved.eventsUrl,
    messagesUrl: messagesUrl ?? saved.messagesUrl,
    currentToken: null,
  });
}

/** Membership is the truth about bindings; the accounts follow it. */
function restoreOpens(world: World, opens: readonly OpenAccount[]): void {
  world.opens.clear();
  for (const account of world.accounts) account.openAppid = null;
  for (const open of opens) {
    world.opens.set(open.openAppid, open);
    for (const appid of open.members) {
      const member = world.byAppid.get(appid);
      if (member) member.openAppid = open.openAppid;
    }
  }
}

function restoreReview(world: World, appid: string, review: Review): void {
  const account = world.byAppid.get(appid);
  if (!account) return;
  world.audits.set(review.auditId, { account, review });
  if (review.status === 2 || review.status === 4) scheduleReview(world, account, review);
}
