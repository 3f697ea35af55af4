import type { Kit } from "#db/kit.ts";

export function defineTokens(_kit: Kit) {
  return {};
}
