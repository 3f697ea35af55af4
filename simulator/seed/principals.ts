import { fraction, hash32, pick } from "../random.ts";
import { BRANDS, CITIES, GIVEN_NAMES, SURNAMES } from "./names.ts";
import { TRADES, type Trade } from "./trades.ts";

/** Accounts per principal, repeated: 20 accounts belong to 10 principals. */
const SIZES = [1, 2, 1, 3, 1, 2, 4, 1, 1, 4] as const;
const BLOCK_ACCOUNTS = 20;

/** Which principal owns account `index`, and as its how-manieth account. */
export function placeOf(index: number): { principal: number; nth: number } {
  const block = Math.floor(index / BLOCK_ACCOUNTS);
  let rest = index % BLOCK_ACCOUNTS;
  for (let i = 0; i < SIZES.length; i++) {
    const size = SIZES[i] as number;
    if (rest < size) return { principal: block * SIZES.length + i, nth: rest };
    rest -= size;
  }
  throw new RangeError("block sizes do not add up");
}

/** How many accounts principal `principal` owns in an endless world. */
export function sizeOf(principal: number): number {
  return SIZES[principal % SIZES.length] as number;
}

/** A company or person that owns accounts; derived, never stored. */
export interface Principal {
  readonly index: number;
  readonly name: string;
  /** 0 person, 1 company (wire G.4). */
  readonly type: 0 | 1;
  readonly brand: string;
  readonly noun: string;
  readonly city: string;
  readonly trade: Trade;
  readonly legalPerson: string;
  /** Unified social credit code, 18 characters; empty for a person. */
  readonly creditCode: string;
}

/** The principal with this index in the world of `seed`. */
export function principalAt(seed: string, index: number): Principal {
  const total = BRANDS.length * TRADES.length * CITIES.length;
  let place = (index * 7919 + hash32(seed, "principals")) % total;
  const brand = BRANDS[place % BRANDS.length] as string;
  place = Math.floor(place / BRANDS.length);
  const trade = TRADES[place % TRADES.length] as Trade;
  const city = CITIES[Math.floor(place / TRADES.length)] as string;
  const legalPerson = pick(SURNAMES, seed, index, "surname") + pick(GIVEN_NAMES, seed, index, "given");
  const shape = fraction(seed, index, "principal-type");
  const personal = shape < 0.03;
  const name = personal
    ? legalPerson
    : shape < 0.1
      ? `${city}市${brand}${trade.nouns[0]}（个体工商户）`
      : `${city}${brand}${trade.company}有限公司`;
  return {
    index,
    name,
    type: personal ? 0 : 1,
    brand,
    noun: pick(trade.nouns, seed, index, "noun"),
    city,
    trade,
    legalPerson,
    // Seldom asked for, and the dearest of all.
    get creditCode() {
      return personal ? "" : creditCode(seed, index);
    },
  };
}

function creditCode(seed: string, index: number): string {
  const digits = (length: number, what: string) =>
    String(hash32(seed, index, what) % 10 ** length).padStart(length, "0");
  return `91${digits(6, "area")}MA${digits(7, "body")}${pick([..."0123456789ABCDEFGHJKLMNPQRTUWXY"], seed, index, "check")}`;
}
