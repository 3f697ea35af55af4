import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { enqueue } from "#lib/jobs/index.ts";
import type { Platform } from "./contract.ts";
import { platformNotFound } from "./errors.ts";
import { findPlatform } from "./find-platform.ts";
import { claimImport, selectPlatform, updatePlatform } from "./store.ts";

/** Kind of the job that reads the accounts; lib/accounts does it, since it lies above this domain. */
export const importAccountsKind = "accounts.import";

/** Starts reading all authorizations of a platform, in the background. Does nothing while that is going on. */
export async function importAccounts(ctx: Context, input: { componentAppId: string }): Promise<Platform["import"]> {
  requirePermission(ctx, "accounts.import");
  const { componentAppId } = input;
  await ctx.store.tx(async () => {
    const row = await selectPlatform(ctx, componentAppId);
    if (row === null) throw platformNotFound(componentAppId);
    if (!(await claimImport(ctx, componentAppId, ctx.clock.now()))) return;
    await enqueue(ctx, { kind: importAccountsKind }, { componentAppId }, { uniqueKey: componentAppId });
    const object = { kind: "platform", id: componentAppId, name: row.name };
    await recordAudit(ctx, { action: "accounts.import", object, componentAppId });
  });
  return (await findPlatform(ctx, componentAppId)).import;
}

export interface ImportProgress {
  state: "running" | "done" | "failed";
  done: number;
  total: number;
  /** First position of api_get_authorizer_list that has not been saved. */
  offset: number;
  startedAt: number | null;
  errcode: number | null;
}

/** Where the import stands, for the job that continues it. @throws AppError platform_not_found */
export async function readImport(ctx: Context, componentAppId: string): Promise<ImportProgress | null> {
  const row = await selectPlatform(ctx, componentAppId);
  if (row === null) throw platformNotFound(componentAppId);
  if (row.importState === "idle") return null;
  return {
    state: row.importState,
    done: row.importDone,
    total: row.importTotal,
    offset: row.importOffset,
    startedAt: row.importStartedAt,
    errcode: row.importErrcode,
  };
}

/** Writes the import's progress; joins the caller's transaction, so that a page and its mark go together. */
export async function noteImport(
  ctx: Context,
  input: { componentAppId: string } & Partial<Omit<ImportProgress, "startedAt">>,
): Promise<void> {
  const { componentAppId, state, done, total, offset, errcode } = input;
  const ended = state === "done" || state === "failed";
  await ctx.store.tx(() =>
    updatePlatform(ctx, componentAppId, {
      importState: state,
      importDone: done,
      importTotal: total,
      importOffset: offset,
      importErrcode: errcode,
      importFinishedAt: ended ? ctx.clock.now() : state === "running" ? null : undefined,
    }),
  );
}
