import type { Kit } from "#db/kit.ts";

export function definePlatforms(_kit: Kit) {
  return {};
}
