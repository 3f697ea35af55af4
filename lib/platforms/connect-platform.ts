import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { type ConnectPlatformInput, connectPlatformInput, type Platform } from "./contract.ts";
import { findPlatform } from "./find-platform.ts";
import { replacedSecret, type SecretColumn, sealSecret } from "./secrets.ts";
import { insertPlatform, type NewPlatformRow, type PlatformRow, selectPlatform, updatePlatform } from "./store.ts";

/**
 * Connects a platform, or changes the secrets of a connected one. Replaced callback keys stay valid as the
 * previous ones, so that callbacks under way still open. Nothing is written when nothing changed.
 */
export async function connectPlatform(
  ctx: Context,
  input: ConnectPlatformInput & { demo?: boolean },
): Promise<Platform> {
  requirePermission(ctx, "platforms.manage");
  const given = connectPlatformInput.parse(input);
  const { componentAppId } = given;
  await ctx.store.tx(async () => {
    const row = await selectPlatform(ctx, componentAppId);
    const { change, changed } = row === null ? newRow(ctx, given, input.demo ?? false) : changesOf(ctx, row, given);
    if (changed.length === 0) return;
    if (row === null) await insertPlatform(ctx, change as NewPlatformRow);
    else await updatePlatform(ctx, componentAppId, change);
    await recordAudit(ctx, {
      action: row === null ? "platforms.connect" : "platforms.update",
      object: { kind: "platform", id: componentAppId, name: given.name },
      componentAppId,
      detail: row === null ? { demo: input.demo ?? false } : { changed },
    });
  });
  return findPlatform(ctx, componentAppId);
}

interface Change {
  change: Partial<NewPlatformRow>;
  /** Names of what changed, for the audit log. */
  changed: string[];
}

function newRow(ctx: Context, given: ConnectPlatformInput, demo: boolean): Change {
  const { componentAppId, name } = given;
  const sealed = (column: SecretColumn & keyof ConnectPlatformInput) =>
    sealSecret(ctx, componentAppId, column, given[column]);
  const change: NewPlatformRow = {
    componentAppId,
    name,
    demo,
    createdAt: ctx.clock.now(),
    appSecret: sealed("appSecret"),
    token: sealed("token"),
    encodingAesKey: sealed("encodingAesKey"),
    refusedCallbacks: 0,
    importState: "idle",
    importDone: 0,
    importTotal: 0,
    importOffset: 0,
  };
  return { change, changed: ["all"] };
}

function changesOf(ctx: Context, row: PlatformRow, given: ConnectPlatformInput): Change {
  const change: Partial<NewPlatformRow> = {};
  const changed: string[] = [];
  if (given.name !== row.name) {
    change.name = given.name;
    changed.push("name");
  }
  for (const column of ["appSecret", "token", "encodingAesKey"] as const) {
    const replaced = replacedSecret(ctx, row, column, given[column]);
    if (replaced === null) continue;
    Object.assign(change, replaced);
    changed.push(column);
  }
  return { change, changed };
}
