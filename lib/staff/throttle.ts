import type { Context } from "#lib/core/context.ts";
import { staffError } from "./errors.ts";
import { type Attempts, clearAttempts, emailKey, lockAttempts, saveAttempts, sha256 } from "./store.ts";

interface Limit {
  /** Wrong passwords that cost nothing. */
  free: number;
  /** Quiet time after which the count starts anew. */
  forgetMs: number;
  longestMs: number;
}

const account: Limit = { free: 5, forgetMs: 86_400_000, longestMs: 900_000 };
const address: Limit = { free: 20, forgetMs: 3_600_000, longestMs: 900_000 };

/** Pure: the record after one more failure. The wait is 2 s, doubling, at most 15 min. */
export function nextAttempts(found: Attempts, limit: Limit, nowMs: number): Attempts {
  const failures = nowMs - found.lastFailedAt > limit.forgetMs ? 1 : found.failures + 1;
  const waitMs = failures < limit.free ? 0 : Math.min(2_000 * 2 ** (failures - limit.free), limit.longestMs);
  return { failures, lastFailedAt: nowMs, lockedUntil: nowMs + waitMs };
}

function keysOf(ctx: Context, email: string): { id: string; limit: Limit }[] {
  const keys = [{ id: `account:${sha256(emailKey(email))}`, limit: account }];
  if (ctx.origin.ipAddress) keys.push({ id: `address:${sha256(ctx.origin.ipAddress)}`, limit: address });
  return keys;
}

/**
 * Counts this attempt as failed before the password is looked at, so that many at once do not all get in;
 * `forgive` takes it back. Inside tx. @throws AppError sign_in_throttled with `until` (ms).
 */
export async function countAttempt(ctx: Context, email: string): Promise<void> {
  const nowMs = ctx.clock.now();
  const keys = keysOf(ctx, email);
  const found: Attempts[] = [];
  for (const { id } of keys) found.push(await lockAttempts(ctx.store, id));
  const until = Math.max(...found.map((attempts) => attempts.lockedUntil));
  if (until > nowMs) throw staffError("sign_in_throttled", { until, seconds: Math.ceil((until - nowMs) / 1_000) });
  for (const [index, { id, limit }] of keys.entries()) {
    const attempts = found[index];
    if (attempts) await saveAttempts(ctx.store, id, nextAttempts(attempts, limit, nowMs));
  }
}

/** After the right password: the account's count is cleared, the address keeps its earlier failures. Inside tx. */
export async function forgive(ctx: Context, email: string): Promise<void> {
  for (const { id, limit } of keysOf(ctx, email)) {
    const found = await lockAttempts(ctx.store, id);
    if (limit === account || found.failures <= 1) await clearAttempts(ctx.store, id);
    else await saveAttempts(ctx.store, id, { ...found, failures: found.failures - 1, lockedUntil: 0 });
  }
}
