import type { Kit } from "#db/kit.ts";

export function defineAccounts(_kit: Kit) {
  return {};
}
