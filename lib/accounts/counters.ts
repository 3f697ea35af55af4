import type { Aggregate } from "./aggregate.ts";

/** The filters that have counters; what is left out stands for "any". `missing` 0: any needed set. */
export interface CountedFilter {
  platform?: string;
  kind?: string;
  state?: string;
  binding?: string;
  missing?: number;
}

const any = "*";

/** The counter of one combination of filters. */
export function filterCounter({ platform, kind, state, binding, missing }: CountedFilter): string {
  return `list|${platform ?? any}|${kind ?? any}|${state ?? any}|${binding ?? any}|${missing ?? any}`;
}

/**
 * Every counter that an account is counted in. With one for each combination of filters, the total of any
 * filtered list is one lookup; an account stands in 16 to some 100 of them. Pure.
 */
export function countersOf({ account, grants }: Aggregate): string[] {
  const names: string[] = [];
  for (const grant of grants) {
    const scopes = grant.isPrimary ? [any, grant.componentAppId] : [grant.componentAppId];
    const missing = grant.missingSetIds.length > 0 ? [any, 0, ...grant.missingSetIds] : [any];
    for (const scope of scopes)
      for (const kind of [any, grant.kind])
        for (const state of [any, grant.state])
          for (const binding of [any, grant.bindingState])
            for (const set of missing) names.push(`list|${scope}|${kind}|${state}|${binding}|${set}`);
    if (!grant.isPrimary) continue;
    const health = grant.state === "revoked" ? "revoked" : grant.missingSetIds.length > 0 ? "missing" : "complete";
    names.push(`health|${grant.kind}|${health}`);
    if (grant.state === "authorized" && grant.kind === "mini_program") names.push(`live|${account.liveVersion ?? ""}`);
  }
  return names;
}

/** Adds `by` for each name; what cancels out disappears. */
export function addCounts(deltas: Map<string, number>, names: readonly string[], by: 1 | -1): void {
  for (const name of names) {
    const value = (deltas.get(name) ?? 0) + by;
    if (value === 0) deltas.delete(name);
    else deltas.set(name, value);
  }
}
