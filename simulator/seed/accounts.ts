import type { Account, OpenAccount } from "../model.ts";
import { fraction, hex } from "../random.ts";
import { placeOf } from "./principals.ts";
import { kindAt } from "./profile.ts";

export interface Accounts {
  readonly list: Account[];
  readonly byAppid: Map<string, Account>;
  readonly opens: Map<string, OpenAccount>;
}

/** Makes `count` accounts and the open-platform accounts that some of them are bound to. */
export function makeAccounts(seed: string, count: number): Accounts {
  const list: Account[] = [];
  const byAppid = new Map<string, Account>();
  const opens = new Map<string, OpenAccount>();
  let current: OpenAccount | null = null;
  let foreign: OpenAccount | null = null;
  for (let index = 0; index < count; index++) {
    const { principal, nth } = placeOf(index);
    if (nth === 0) {
      if (current?.verified) foreign = current;
      current = openOf(seed, principal);
    }
    const account: Account = {
      index,
      appid: `wx${hex(16, seed, "account", index)}`,
      userName: `gh_${hex(12, seed, "original", index)}`,
      kind: kindAt(seed, index),
      principal,
      openAppid: null,
    };
    const open = openFor(seed, index, nth, current, foreign);
    if (open) {
      account.openAppid = open.openAppid;
      open.members.add(account.appid);
    }
    if (current) opens.set(current.openAppid, current);
    if (open) opens.set(open.openAppid, open);
    list.push(account);
    byAppid.set(account.appid, account);
  }
  return { list, byAppid, opens };
}

/** Two principals in five have no open account; the others' come in all shapes. */
function openOf(seed: string, principal: number): OpenAccount | null {
  const shape = fraction(seed, principal, "open");
  if (shape < 0.4) return null;
  return {
    openAppid: `wx${hex(16, seed, "open", principal)}`,
    principal,
    createdByApi: shape < 0.65,
    verified: shape > 0.82,
    members: new Set(),
  };
}

/** Mostly the principal's own; a few hang under another entity's verified open account. */
function openFor(
  seed: string,
  index: number,
  nth: number,
  own: OpenAccount | null,
  foreign: OpenAccount | null,
): OpenAccount | null {
  const roll = fraction(seed, index, "bound");
  if (own) return nth === 0 || roll < 0.6 ? own : null;
  return roll < 0.03 && foreign && foreign.members.size < 5 ? foreign : null;
}
