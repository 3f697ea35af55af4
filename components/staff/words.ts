import type { Role } from "#lib/core/contract.ts";

// The run-time list of the contract's roles: contract.ts itself carries zod and stays out of the browser.
export const roles = ["owner", "admin", "operator", "releaser", "viewer"] as const satisfies Role[];
