import type { Kit } from "#db/kit.ts";

export function defineStaff(_kit: Kit) {
  return {};
}
