import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import type { NewPlatformRow, PlatformRow } from "./store.ts";

export const secretColumns = [
  "appSecret",
  "token",
  "encodingAesKey",
  "previousToken",
  "previousEncodingAesKey",
] as const;
export type SecretColumn = (typeof secretColumns)[number];

function place(componentAppId: string, column: SecretColumn) {
  return { table: "platforms", row: componentAppId, column };
}

export function sealSecret(ctx: Context, componentAppId: string, column: SecretColumn, plain: string): Buffer {
  return ctx.keyring.seal(plain, place(componentAppId, column));
}

/** @returns null when the column is empty. */
export function openSecret(ctx: Context, row: PlatformRow, column: SecretColumn): string | null {
  const sealed = row[column];
  return sealed === null ? null : ctx.keyring.open(sealed, place(row.componentAppId, column));
}

/** Where a replaced callback key goes. */
const previousOf = { token: "previousToken", encodingAesKey: "previousEncodingAesKey" } as const;

/**
 * What changes in the row when a secret is replaced: a callback key is kept as the previous one, so that
 * pushes under way still open. Null when it is the same.
 */
export function replacedSecret(
  ctx: Context,
  row: PlatformRow,
  column: "appSecret" | keyof typeof previousOf,
  next: string,
): Partial<NewPlatformRow> | null {
  const before = openedOrNull(ctx, row, column);
  if (before === next) return null;
  const at = ctx.clock.now();
  const change: Partial<NewPlatformRow> = { [column]: sealSecret(ctx, row.componentAppId, column, next) };
  if (column === "appSecret") return { ...change, appSecretChangedAt: at };
  const previous = previousOf[column];
  if (before !== null) change[previous] = sealSecret(ctx, row.componentAppId, previous, before);
  return { ...change, callbackKeysChangedAt: at, previousKeySeenAt: null };
}

/** The secret in clear; null when it is empty or does not open, so that a broken one can be entered anew. */
function openedOrNull(ctx: Context, row: PlatformRow, column: SecretColumn): string | null {
  try {
    return openSecret(ctx, row, column);
  } catch (error) {
    if (isBroken(error)) return null;
    throw error;
  }
}

/** Whether every sealed value of the row opens: not after it was altered or moved. */
export function isReadable(ctx: Context, row: PlatformRow): boolean {
  try {
    for (const column of secretColumns) openSecret(ctx, row, column);
    return true;
  } catch (error) {
    return !isBroken(error);
  }
}

/** A data key that another process has just made (key_unknown) is known in a moment: that breaks nothing. */
function isBroken(error: unknown): boolean {
  return isAppError(error) && error.code === "seal_broken";
}

/** Seals what the platform's row holds again, under the current data key. Null where nothing changes. */
export function resealed(ctx: Context, row: PlatformRow, column: SecretColumn): Buffer | null {
  const plain = openSecret(ctx, row, column);
  return plain === null ? null : sealSecret(ctx, row.componentAppId, column, plain);
}
