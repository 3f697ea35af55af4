import type { Kit } from "#db/kit.ts";

export function defineTemplates(_kit: Kit) {
  return {};
}
