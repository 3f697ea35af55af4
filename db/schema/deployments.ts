import type { Kit } from "#db/kit.ts";

export function defineDeployments(_kit: Kit) {
  return {};
}
