import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { filterCounter } from "./counters.ts";
import { countSince, moveCounter, readCounters, readCountersLike } from "./store.ts";

const weekMs = 7 * 86_400_000;
const sinceCap = 10_000;
const unclaimed = "unclaimed";

/** Counts for the tabs above the table: each one lookup, `thisWeek` counted to 10,000. */
export async function countAccounts(ctx: Context) {
  requirePermission(ctx, "accounts.read");
  const names = {
    all: filterCounter({}),
    missing: filterCounter({ missing: 0 }),
    unbound: filterCounter({ binding: "unbound" }),
    unknown: filterCounter({ binding: "unknown" }),
    revoked: filterCounter({ state: "revoked" }),
    unclaimed,
  };
  const values = await readCounters(ctx.store, Object.values(names));
  const of = (name: keyof typeof names) => values.get(names[name]) ?? 0;
  return {
    all: of("all"),
    thisWeek: await countSince(ctx.store, ctx.clock.now() - weekMs, sinceCap),
    missing: of("missing"),
    unbound: of("unbound"),
    unknown: of("unknown"),
    revoked: of("revoked"),
    unclaimed: of("unclaimed"),
  };
}

/** Keeps the count of grants that no invitation explains; lib/authorization tells it. Inside tx. */
export function countUnclaimed(ctx: Context, by: 1 | -1): Promise<void> {
  return moveCounter(ctx.store, unclaimed, by);
}

const kinds = ["mini_program", "service_account", "subscription_account"] as const;
const healths = ["complete", "missing", "revoked"] as const;

/** The overview's figures of accounts, all from counters; for lib/overview (no permission asked). */
export async function summarizeAccounts(ctx: Context, input: { since: number; versions: number }) {
  const names = kinds.flatMap((kind) => healths.map((health) => `health|${kind}|${health}`));
  const undecided = filterCounter({ state: "authorized", binding: "unknown" });
  const values = await readCounters(ctx.store, [...names, filterCounter({}), undecided, unclaimed]);
  const live = await readCountersLike(ctx.store, "live|", input.versions + 1);
  const [notReleased] = await readCounters(ctx.store, ["live|"]).then((found) => [...found.values()]);
  const of = (kind: string, health: string) => values.get(`health|${kind}|${health}`) ?? 0;
  return {
    byKind: kinds.map((kind) => ({
      kind,
      complete: of(kind, "complete"),
      missing: of(kind, "missing"),
      revoked: of(kind, "revoked"),
    })),
    total: values.get(filterCounter({})) ?? 0,
    bindingUnknown: values.get(undecided) ?? 0,
    unclaimed: values.get(unclaimed) ?? 0,
    authorizedSince: await countSince(ctx.store, input.since, sinceCap),
    liveVersions: live
      .map(({ name, value }) => ({ version: name.slice("live|".length), count: value }))
      .filter(({ version }) => version !== "")
      .slice(0, input.versions),
    notReleased: notReleased ?? 0,
  };
}
