import type * as z from "zod";
import type { Platform } from "#lib/platforms/contract.ts";
import type { need } from "./contract.ts";

export type Need = z.output<typeof need>;

export interface NeedFacts {
  targetsFailed: { count: number; since: number | null };
  reviewsRejected: { count: number; since: number | null };
  releaseWaiting: { count: number; since: number | null };
  unclaimed: number;
  invitationsStuck: { count: number; since: number | null };
  bindingUnknown: number;
  platforms: readonly Platform[];
  nowMs: number;
}

/** What needs a person today, the most urgent first, one line a kind; what needs nobody is left out. Pure. */
export function needsOf(facts: NeedFacts): Need[] {
  const needs: Need[] = [];
  const add = (
    kind: Need["kind"],
    href: string,
    { count, since }: { count: number; since: number | null },
    values: Need["values"] = {},
  ) => {
    if (count === 0) return;
    const same = needs.find((need) => need.kind === kind);
    if (!same) return void needs.push({ kind, count, since, values: { ...values, count }, href });
    // Of several platforms none is the one: the list of them is.
    if (same.href !== href) same.href = "/settings/platforms";
    same.count += count;
    same.values.count = same.count;
    same.since = same.since === null || since === null ? (same.since ?? since) : Math.min(same.since, since);
  };
  for (const platform of facts.platforms) {
    const { componentAppId, name } = platform;
    const values = { platform: name, componentAppId };
    const one = (since: number | null) => ({ count: 1, since });
    const href = `/settings/platforms/${componentAppId}`;
    if (platform.refusedIpAddress !== null)
      add("ip_refused", href, one(null), { ...values, ipAddress: platform.refusedIpAddress });
    const validUntil = platform.ticketExpiresAt;
    if (validUntil === null || validUntil <= facts.nowMs)
      add("ticket_missing", href, one(platform.ticketReceivedAt ?? platform.createdAt), values);
    if (platform.componentToken.state === "failing")
      add("token_failing", href, one(platform.componentToken.failedAt), {
        ...values,
        errcode: platform.componentToken.lastErrcode ?? 0,
      });
    if (platform.import.state === "failed")
      add("import_failed", href, one(platform.import.finishedAt), { ...values, errcode: platform.import.errcode ?? 0 });
  }
  add("targets_failed", "/deployments", facts.targetsFailed);
  add("reviews_rejected", "/deployments", facts.reviewsRejected);
  add("release_waiting", "/deployments", facts.releaseWaiting);
  add("unclaimed_grants", "/accounts?tab=unclaimed", { count: facts.unclaimed, since: null });
  add("invitations_stuck", "/invitations?tab=open", facts.invitationsStuck);
  add("binding_unknown", "/accounts?binding=unknown", { count: facts.bindingUnknown, since: null });
  return needs;
}
