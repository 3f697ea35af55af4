import type { Kit } from "#db/kit.ts";

export function defineAuthorization(_kit: Kit) {
  return {};
}
