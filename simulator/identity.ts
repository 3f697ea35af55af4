import type { Account, AccountInfo } from "./model.ts";
import { type Profile, profileAt } from "./seed/profile.ts";
import type { World } from "./world.ts";

/** What the seed decided about an account, and about a registered one what its registration did. */
export function profileOf(world: World, account: Account): Profile {
  const profile = profileAt(world.seed, account.index);
  return account.info?.registered ? { ...profile, ...account.info.registered } : profile;
}

/** The account's name as it is now. */
export function nickNameOf(world: World, account: Account): string {
  return account.info?.nickName ?? profileAt(world.seed, account.index).nickName;
}

/** The company or person behind the account. */
export function principalNameOf(world: World, account: Account): string {
  return account.info?.principalName ?? profileAt(world.seed, account.index).principal.name;
}

/** The account's introduction as it is now. */
export function signatureOf(world: World, account: Account): string {
  return account.info?.signature ?? profileAt(world.seed, account.index).signature;
}

/** Address of the account's logo. */
export function headImageOf(world: World, account: Account): string {
  return account.info?.headImage ?? `${world.publicUrl}/_sim/logo/${account.appid}.svg`;
}

/** The part of an account that calls can change, made on first use. */
export function infoOf(account: Account): AccountInfo {
  account.info ??= {
    nickNameChanges: 0,
    signatureChanges: 0,
    headImageChanges: 0,
    changesMonth: "",
    nickNameReviews: [],
  };
  return account.info;
}

/**
 * Adds an account that the seed did not make, e.g. by fast registration. Without a `principal` it belongs to the
 * added accounts with the same principal name, or to a new one.
 */
export function addAccount(
  world: World,
  account: Pick<Account, "appid" | "userName" | "kind"> & { readonly principal?: number },
  info: Partial<AccountInfo>,
): Account {
  const index = world.accounts.length;
  const sibling = world.accounts.find((one) => one.info?.registered && one.info.principalName === info.principalName);
  const principal = account.principal ?? sibling?.principal ?? -1 - index;
  const added: Account = { ...account, index, principal, openAppid: null };
  Object.assign(infoOf(added), info);
  world.accounts.push(added);
  world.byAppid.set(added.appid, added);
  return added;
}
