import { sealedVersion } from "#lib/core/cipher.ts";
import type { Context } from "#lib/core/context.ts";
import type { Job } from "#lib/jobs/index.ts";
import { resealKind, resealPlatforms } from "#lib/platforms/index.ts";
import { historyPlace, openSealed, placeOf } from "./seal-token.ts";
import { resealHistory, resealToken, type TokenRow, walkHistory, walkTokens } from "./store.ts";

const batchSize = 200;

/**
 * Seals everything again under the current data key, in short transactions. Values sealed under older keys
 * open all the while; killed half-way, the next run does what is left.
 */
export const resealJob: Job<Record<string, never>> = {
  kind: resealKind,
  leaseMs: 10 * 60_000,
  async run(ctx) {
    await ctx.keyring.reload();
    await resealAll(ctx);
    return undefined;
  },
};

/** @returns how many values were sealed anew; 0 when all were current */
export async function resealAll(ctx: Context): Promise<number> {
  const count = (await resealPlatforms(ctx)) + (await resealTokens(ctx)) + (await resealHistories(ctx));
  ctx.log.info({ count, version: ctx.keyring.currentVersion }, "Secrets sealed under the current data key");
  return count;
}

async function resealTokens(ctx: Context): Promise<number> {
  let count = 0;
  let after = { componentAppId: "", appId: "" };
  for (;;) {
    const rows = await walkTokens(ctx, after, batchSize);
    const stale = rows.filter((row) => isStale(ctx, row.source) || isStale(ctx, row.token));
    if (stale.length > 0)
      await ctx.store.tx(async () => {
        for (const row of stale)
          await resealToken(ctx, row, {
            source: await again(ctx, row, "source"),
            token: await again(ctx, row, "token"),
          });
      });
    count += stale.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < batchSize) return count;
    after = last;
  }
}

async function resealHistories(ctx: Context): Promise<number> {
  let count = 0;
  let after = "";
  for (;;) {
    const rows = await walkHistory(ctx, after, batchSize);
    const stale = rows.filter((row) => isStale(ctx, row.refreshToken));
    if (stale.length > 0)
      await ctx.store.tx(async () => {
        for (const { id, refreshToken } of stale) {
          const plain = await openSealed(ctx, refreshToken, historyPlace(id));
          await resealHistory(ctx, id, ctx.keyring.seal(plain, historyPlace(id)));
        }
      });
    count += stale.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < batchSize) return count;
    after = last.id;
  }
}

function isStale(ctx: Context, sealed: Buffer | null): boolean {
  return sealed !== null && sealedVersion(sealed) !== ctx.keyring.currentVersion;
}

async function again(ctx: Context, row: TokenRow, column: "source" | "token"): Promise<Buffer | null> {
  const sealed = row[column];
  if (sealed === null) return null;
  const place = placeOf(row, column);
  return ctx.keyring.seal(await openSealed(ctx, sealed, place), place);
}
