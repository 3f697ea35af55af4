import { sealedVersion } from "#lib/core/cipher.ts";
import type { Context } from "#lib/core/context.ts";
import { resealed, secretColumns } from "./secrets.ts";
import { type NewPlatformRow, selectPlatform, selectPlatforms, updatePlatform } from "./store.ts";

/** Seals every platform's secrets under the current data key. Repeatable. @returns values sealed anew. */
export async function resealPlatforms(ctx: Context): Promise<number> {
  let count = 0;
  for (const { platform } of await selectPlatforms(ctx)) {
    await ctx.store.tx(async () => {
      const row = await selectPlatform(ctx, platform.componentAppId);
      if (row === null) return;
      const change: Partial<NewPlatformRow> = {};
      for (const column of secretColumns) {
        const sealed = row[column];
        if (sealed === null || sealedVersion(sealed) === ctx.keyring.currentVersion) continue;
        change[column] = resealed(ctx, row, column) ?? undefined;
        count += 1;
      }
      if (Object.keys(change).length > 0) await updatePlatform(ctx, row.componentAppId, change);
    });
  }
  return count;
}
