import type { Account, Platform } from "../model.ts";
import { isSetOf, PUBLISHED_SETS, permissionSet } from "../permission-sets.ts";
import { fraction, hash32 } from "../random.ts";
import type { World } from "../world.ts";

const DAY_S = 86_400;
/** Coprime to any sensible number of accounts, so that the authorized ones are spread out. */
const STRIDE = 104_729;

/** Authorizes `authorized` accounts to the first platform, and some of them to the second too. */
export function grantAtStart(world: World, authorized: number): void {
  const [first, second] = world.platforms;
  const count = world.accounts.length;
  if (!first || !second) return;
  for (let nth = 0; nth < authorized; nth++) {
    const account = world.accounts[(nth * STRIDE) % count] as Account;
    const funcIds = setsAtStart(world.seed, account);
    grant(world, first, account, funcIds);
    if (fraction(world.seed, account.index, "second") < 0.08) {
      const free = PUBLISHED_SETS.filter(
        (id) => isSetOf(account.kind, id) && !(permissionSet(id)?.exclusive && funcIds.includes(id)),
      );
      grant(world, second, account, free);
    }
  }
}

const variants = new Map<string, readonly number[]>();

/** Most grant all that is asked; some leave out development, UnionID, basic info or more. */
function setsAtStart(seed: string, account: Account): readonly number[] {
  const roll = fraction(seed, account.index, "sets");
  const without =
    roll < 0.7
      ? []
      : roll < 0.78
        ? [24, 25]
        : roll < 0.85
          ? [18, 1, 6]
          : roll < 0.9
            ? [30, 3]
            : roll < 0.94
              ? [18, 25, 24, 4]
              : [19, 40, 45, 49, 52, 65, 76, 119, 7, 9, 22, 23, 54];
  const key = `${account.kind}-${without.join(".")}`;
  let sets = variants.get(key);
  if (!sets) {
    sets = PUBLISHED_SETS.filter((id) => isSetOf(account.kind, id) && !without.includes(id));
    variants.set(key, sets);
  }
  return sets;
}

function grant(world: World, platform: Platform, account: Account, funcIds: readonly number[]): void {
  const daysAgo = 1 + (hash32(world.seed, account.index, "since") % 420);
  platform.grants.set(account.appid, {
    appid: account.appid,
    funcIds,
    authTime: Math.floor(world.clock.now() / 1000) - daysAgo * DAY_S,
    generation: 0,
    rotatedAt: 0,
    tokens: 0,
    currentToken: null,
  });
}
