import { isContractProcedure } from "@orpc/contract";
import type { ProcedureMeta } from "#lib/core/contract.ts";
import { contract } from "./contract.ts";

export interface ApiProcedure {
  /** Keys of the contract: `["staff", "invite"]`. */
  path: string[];
  permission: ProcedureMeta["permission"];
  method: string;
  route: string;
}

/** Every procedure of the contract with what it requires. */
export function listProcedures(): ApiProcedure[] {
  const found: ApiProcedure[] = [];
  walk(contract, [], found);
  return found;
}

function walk(node: unknown, path: string[], found: ApiProcedure[]): void {
  if (isContractProcedure(node)) {
    const { meta, route } = node["~orpc"];
    found.push({
      path,
      permission: (meta as ProcedureMeta).permission,
      method: route.method ?? "POST",
      route: route.path ?? `/${path.join("/")}`,
    });
    return;
  }
  for (const [key, child] of Object.entries(node as Record<string, unknown>)) walk(child, [...path, key], found);
}
