import { registerGrant } from "./grants.ts";
import { addAccount } from "./identity.ts";
import type { Account, Platform } from "./model.ts";
import { pushEvent } from "./pushes.ts";
import { fraction, hex } from "./random.ts";
import type { World } from "./world.ts";
import type { XmlFields } from "./xml.ts";

/** A fast registration under way, by its key: platform and company name, or task id. */
export interface Registration {
  readonly key: string;
  readonly taskId: string;
  /** Legal person's name and WeChat id; only who names them too learns the state. */
  readonly person: string;
  readonly startedAt: number;
  /** 0 done; other codes as the event's status. */
  status: number | null;
}

/** register_type of trial Mini Programs and of those that reuse an Official Account's papers (wire B.3). */
export const TRIAL = 13;
export const REUSES_OFFICIAL = 2;

/** Who a new account belongs to, and by which register_type it came about. */
export interface Owner {
  readonly nickName: string;
  readonly principalName: string;
  readonly registerType: number;
  /** That of an Official Account whose papers are reused. */
  readonly principal?: number;
}

const tasks = new WeakMap<World, Map<string, Registration>>();

/** Status of a face check that was not done in time. */
const NOT_CONFIRMED = 100_002;

/** The running or finished registration with this key. */
export function registrationOf(world: World, key: string): Registration | undefined {
  return tasks.get(world)?.get(key);
}

/**
 * Queues a registration. The person confirms once a review's time has passed; then a new
 * Mini Program exists, granted to the platform, and the event tells its appid and auth_code.
 */
export function register(
  world: World,
  platform: Platform,
  infoType: string,
  key: string,
  owner: Owner,
  info: XmlFields,
  person = "",
): Registration {
  const task: Registration = {
    key,
    taskId: hex(32, world.seed, "task", world.sequence++),
    person,
    startedAt: world.clock.now(),
    status: null,
  };
  const map = tasks.get(world) ?? new Map<string, Registration>();
  tasks.set(world, map.set(key, task));
  world.clock.after(world.settings.reviewSeconds * 1000, () => {
    const failed = fraction(world.seed, "register", key) < world.settings.rejectRate;
    task.status = failed ? NOT_CONFIRMED : 0;
    const made = failed ? null : newAccount(world, platform, owner);
    pushEvent(
      world,
      platform,
      infoType,
      {
        ...(made && { appid: made.account.appid }),
        status: task.status,
        ...(made && { auth_code: made.authCode }),
        msg: failed ? "人脸核验超时" : "OK",
        info,
      },
      made?.account.appid ?? null,
    );
  });
  return task;
}

/** A registered Mini Program, granted to the platform that registered it. */
export function newAccount(
  world: World,
  platform: Platform,
  { nickName, principalName, registerType, principal }: Owner,
): { account: Account; authCode: string } {
  const nth = world.sequence++;
  const account = addAccount(
    world,
    {
      appid: `wx${hex(16, world.seed, "registered", nth)}`,
      userName: `gh_${hex(12, world.seed, "registered", nth)}`,
      kind: "mini_program",
      principal,
    },
    {
      nickName,
      principalName,
      registered: {
        registerType,
        serviceType: registerType === TRIAL ? 12 : 0,
        verifyType: registerType === REUSES_OFFICIAL ? 0 : -1,
        accountStatus: 1,
        alias: "",
      },
    },
  );
  return { account, authCode: registerGrant(world, platform, account) };
}
