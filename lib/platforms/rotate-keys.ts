import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { enqueue } from "#lib/jobs/index.ts";

/** Kind of the job that seals everything again; lib/tokens does it, since it lies above this domain. */
export const resealKind = "tokens.reseal";

/** Longer than the interval at which every process looks for new data keys (lib/core/cipher.ts). */
const graceMs = 2 * 60_000;

/** Makes a new data key and seals all secrets under it, in the background. @returns the key's version */
export async function rotateKeys(ctx: Context): Promise<{ version: number }> {
  requirePermission(ctx, "platforms.manage");
  const delayMs = ctx.store.dialect === "postgres" ? graceMs : 0;
  const version = await ctx.keyring.addDataKey(delayMs);
  await ctx.store.tx(async () => {
    await enqueue(ctx, { kind: resealKind }, {}, { uniqueKey: "all", runAt: ctx.clock.now() + delayMs });
    await recordAudit(ctx, { action: "platforms.rotate_keys", object: { kind: "data_key", id: String(version) } });
  });
  return { version };
}
