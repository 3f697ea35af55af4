import type { Kit } from "#db/kit.ts";

export function defineAudit(_kit: Kit) {
  return {};
}
