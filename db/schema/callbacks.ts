import type { Kit } from "#db/kit.ts";

export function defineCallbacks(_kit: Kit) {
  return {};
}
