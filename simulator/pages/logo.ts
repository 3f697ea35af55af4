import type { Account } from "../model.ts";
import { fraction } from "../random.ts";
import { profileAt } from "../seed/profile.ts";
import type { World } from "../world.ts";
import { escapeText } from "./html.ts";

/** An account's logo: the glyph of its trade, or the first character of its brand. */
export function logoSvg(world: World, account: Account): string {
  const { principal } = profileAt(world.seed, account.index);
  const { trade, brand } = principal;
  const roll = fraction(world.seed, principal.index, "logo");
  const glyph = roll < 0.55 ? trade.glyph : ([...brand][0] ?? trade.glyph);
  const round = account.kind === "official_account" ? 60 : 26;
  const band =
    roll * 10 - Math.floor(roll * 10) < 0.4 ? `<path d="M0 92h120v28H0z" fill="#fff" fill-opacity=".12"/>` : "";
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120" viewBox="0 0 120 120">` +
    `<clipPath id="c"><rect width="120" height="120" rx="${round}"/></clipPath>` +
    `<g clip-path="url(#c)"><rect width="120" height="120" fill="${trade.colour}"/>${band}</g>` +
    `<text x="60" y="62" font-size="60" fill="#fff" text-anchor="middle" dominant-baseline="central" ` +
    `font-family="'Noto Serif CJK SC','Songti SC',serif">${escapeText(glyph)}</text></svg>`
  );
}
