import { type Clock, createClock } from "./clock.ts";
import { Coverage } from "./coverage.ts";
import { Faults } from "./faults.ts";
import { Ledger } from "./ledger.ts";
import type { Review } from "./mini-program-model.ts";
import type { Account, OpenAccount, Platform } from "./model.ts";
import type { PhoneSession } from "./pages/session.ts";
import type { PushRecord } from "./pushes.ts";
import { Rids } from "./rids.ts";
import { makeAccounts } from "./seed/accounts.ts";
import { grantAtStart } from "./seed/grants.ts";
import { makePlatforms } from "./seed/platforms.ts";
import { defaultSettings, type Settings } from "./settings.ts";
import { sweepTokens, type TokenRecord } from "./tokens.ts";
import { UnderWay } from "./under-way.ts";

export interface WorldOptions {
  readonly seed?: string | number;
  /** How many merchant accounts exist. */
  readonly accounts?: number;
  /** How many of them are authorized to the first platform already. */
  readonly authorized?: number;
  readonly eventsUrl?: string | null;
  readonly messagesUrl?: string | null;
  readonly clock?: Clock;
  /** Virtual milliseconds at the start; absent: the real time. */
  readonly startAt?: number;
  /** `still`: time passes only by `POST /_sim/clock/advance`. */
  readonly pace?: "running" | "still";
  readonly settings?: Partial<Settings>;
}

/** The whole state of one simulated WeChat. */
export interface World {
  readonly seed: string;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly platforms: readonly Platform[];
  readonly accounts: Account[];
  readonly byAppid: Map<string, Account>;
  readonly opens: Map<string, OpenAccount>;
  readonly tokens: Map<string, TokenRecord>;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly rids: Rids;
  readonly coverage: Coverage;
  readonly sessions: Map<string, PhoneSession>;
  readonly pushes: PushRecord[];
  readonly underWay: UnderWay;
  /** Every review by its auditid. */
  readonly audits: Map<number, { readonly account: Account; readonly review: Review }>;
  /** Customer-service messages sent, newest last. */
  readonly outbox: SentMessage[];
  /** One-time codes: js_code, OAuth code, user tokens. */
  readonly loginCodes: Map<string, LoginCode>;
  /** Where this simulator is reached from; set when it listens. */
  publicUrl: string;
  /** Source of numbers that never repeat. */
  sequence: number;
  closed: boolean;
}

interface SentMessage {
  readonly appid: string;
  readonly toUser: string;
  readonly type: string;
  readonly text: string;
  readonly at: number;
}

export interface LoginCode {
  readonly kind: "js_code" | "oauth_code" | "user_token" | "user_refresh";
  readonly appid: string;
  readonly user: number;
  readonly scope: string;
  readonly expiresAt: number;
  used: boolean;
  /** Of a user whom WeChat keeps from logging in (40226). */
  readonly blocked: boolean;
}

const HOUR_MS = 3_600_000;

/** Builds a world; the same options give the same world. */
export function makeWorld(options: WorldOptions = {}): World {
  const seed = String(options.seed ?? "hufu");
  const clock = options.clock ?? createClock(options.startAt, options.pace);
  const count = options.accounts ?? 1000;
  const { list, byAppid, opens } = makeAccounts(seed, count);
  const platforms = makePlatforms(seed, count, clock.now());
  for (const platform of platforms) {
    platform.eventsUrl = options.eventsUrl ?? null;
    platform.messagesUrl = options.messagesUrl ?? null;
  }
  const world: World = {
    seed,
    clock,
    settings: { ...defaultSettings(count), ...options.settings },
    platforms,
    accounts: list,
    byAppid,
    opens,
    tokens: new Map(),
    ledger: new Ledger(),
    faults: new Faults(seed),
    rids: new Rids(seed),
    coverage: new Coverage(),
    sessions: new Map(),
    pushes: [],
    underWay: new UnderWay(),
    audits: new Map(),
    outbox: [],
    loginCodes: new Map(),
    publicUrl: "",
    sequence: 1,
    closed: false,
  };
  grantAtStart(world, Math.min(options.authorized ?? 120, count));
  const sweep = () => {
    sweepTokens(world);
    clock.after(HOUR_MS, sweep);
  };
  clock.after(HOUR_MS, sweep);
  return world;
}

/** The platform with this component appid. */
export function platformOf(world: World, appid: unknown): Platform | undefined {
  return world.platforms.find((platform) => platform.appid === appid);
}
