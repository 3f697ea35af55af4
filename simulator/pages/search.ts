import { nickNameOf, principalNameOf } from "../identity.ts";
import type { Account } from "../model.ts";
import { profileAt } from "../seed/profile.ts";
import type { World } from "../world.ts";
import { isOffered, type PhoneSession } from "./session.ts";

/**
 * Accounts the administrator can pick: those not yet authorized first, and of them
 * those in good standing. Returns one page of `limit` and whether there are more.
 */
export function findAccounts(
  world: World,
  session: PhoneSession,
  query: string,
  offset: number,
  limit: number,
): { accounts: Account[]; more: boolean } {
  const wanted = query.trim().toLowerCase();
  const { grants } = session.platform;
  const standing = (account: Account) =>
    grants.has(account.appid) ? 2 : profileAt(world.seed, account.index).accountStatus === 1 ? 0 : 1;
  const ranked: [Account[], Account[], Account[]] = [[], [], []];
  for (const account of world.accounts) {
    if (!isOffered(session, account)) continue;
    if (wanted && !matches(world, account, wanted)) continue;
    ranked[standing(account)].push(account);
    if (ranked[0].length > offset + limit) break;
  }
  const found = ranked.flat();
  return { accounts: found.slice(offset, offset + limit), more: found.length > offset + limit };
}

function matches(world: World, account: Account, wanted: string): boolean {
  return (
    account.appid.includes(wanted) ||
    nickNameOf(world, account).toLowerCase().includes(wanted) ||
    principalNameOf(world, account).includes(wanted)
  );
}
