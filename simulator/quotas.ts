import { dayOf, monthOf } from "./calendar.ts";
import type { Caller } from "./gate.ts";
import type { Account, MonthlyQuota, Platform, Usage } from "./model.ts";
import { refuse } from "./refusal.ts";
import type { World } from "./world.ts";

const limits = new WeakMap<World, Map<string, number>>();

/** Sets the calls a day of one path (control API); other paths keep the default. */
export function setDailyLimit(world: World, path: string, limit: number): void {
  const map = limits.get(world) ?? new Map<string, number>();
  map.set(path, limit);
  limits.set(world, map);
}

/** Calls of `path` that a platform or account may make in one day. */
export function dailyLimit(world: World, path: string): number {
  return limits.get(world)?.get(path) ?? world.settings.dailyLimit;
}

/** Counts one call and refuses it with 45009 when the day's quota is used up. */
export function countUse(world: World, path: string, caller: Caller): void {
  const owner = caller.account ?? caller.platform;
  if (!owner || path.endsWith("/clear_quota")) return;
  const usage = usageOf(world, owner);
  const used = usage.counts.get(path) ?? 0;
  if (used >= dailyLimit(world, path)) refuse(45009);
  usage.counts.set(path, used + 1);
}

/** Today's counts of a platform or account. */
export function usageOf(world: World, owner: Platform | Account): Usage {
  const day = dayOf(world.clock.now());
  owner.usage ??= { day, counts: new Map() };
  if (owner.usage.day !== day) {
    owner.usage.day = day;
    owner.usage.counts.clear();
  }
  return owner.usage;
}

/** The platform's review quota of this month; it starts anew with each month. */
export function reviewQuota(world: World, platform: Platform): MonthlyQuota {
  const month = monthOf(world.clock.now());
  if (platform.quota.month !== month) {
    platform.quota.month = month;
    platform.quota.used = 0;
    platform.quota.speedupUsed = 0;
  }
  return platform.quota;
}
