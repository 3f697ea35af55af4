import { fraction, hash32, pick } from "../random.ts";
import { DISTRICTS } from "./names.ts";
import { type Principal, placeOf, principalAt, sizeOf } from "./principals.ts";

export type AccountKind = "official_account" | "mini_program";

/** Everything about an account that its seed and index decide; derived on each use to stay small. */
export interface Profile {
  readonly nickName: string;
  readonly principal: Principal;
  readonly alias: string;
  readonly signature: string;
  readonly serviceType: number;
  readonly verifyType: number;
  readonly registerType: number;
  readonly accountStatus: number;
}

/** About three accounts in four are Mini Programs; a second account is mostly the Official Account. */
export function kindAt(seed: string, index: number): AccountKind {
  const { principal, nth } = placeOf(index);
  const roll = fraction(seed, principal, "kinds");
  const official = nth === 1 ? roll < 0.85 : nth === 0 && sizeOf(principal) === 1 && roll < 0.1;
  return official ? "official_account" : "mini_program";
}

let latest: { readonly seed: string; readonly index: number; readonly profile: Profile } | null = null;

/** The profile of account `index`. */
export function profileAt(seed: string, index: number): Profile {
  // One call asks for the same account several times.
  if (latest?.index !== index || latest.seed !== seed) latest = { seed, index, profile: derive(seed, index) };
  return latest.profile;
}

function derive(seed: string, index: number): Profile {
  const { principal: principalIndex, nth } = placeOf(index);
  const principal = principalAt(seed, principalIndex);
  const kind = kindAt(seed, index);
  const roll = fraction(seed, index, "profile");
  const base = `${principal.brand}${principal.noun}`;
  return {
    nickName: nickNameOf(seed, index, base, nth, kind),
    principal,
    alias: roll < 0.3 ? `m${hash32(seed, index, "alias").toString(36)}` : "",
    signature: principal.trade.intro,
    serviceType: kind === "mini_program" ? 0 : roll < 0.7 ? 2 : 0,
    verifyType: principal.type === 0 || roll > 0.88 ? -1 : 0,
    registerType: kind === "mini_program" ? pick([0, 0, 0, 2, 6, 15], seed, index, "reg") : 0,
    accountStatus: statusOf(fraction(seed, index, "status")),
  };
}

function nickNameOf(seed: string, index: number, base: string, nth: number, kind: AccountKind): string {
  if (nth === 0) return base;
  if (kind === "official_account") return nth === 1 ? base : `${base}资讯`;
  return nth === 1 ? `${base}会员` : `${base}${pick(DISTRICTS, seed, index, "district")}`;
}

/** Nearly all are normal (1); a few are warned 18, frozen 19, banned 16 or cancelled 14. */
function statusOf(roll: number): number {
  if (roll < 0.975) return 1;
  if (roll < 0.985) return 18;
  if (roll < 0.992) return 19;
  return roll < 0.997 ? 16 : 14;
}
