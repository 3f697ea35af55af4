import type { Kit } from "#db/kit.ts";

export function defineBinding(_kit: Kit) {
  return {};
}
