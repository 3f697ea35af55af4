import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import type { PlatformRow } from "./store.ts";

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
export const previousOf = { token: "previousToken", encodingAesKey: "previousEncodingAesKey" } as const;

/** The secret in clear; null when it is empty or does not open, so that a broken one can be entered anew. */
export function openedOrNull(ctx: Context, row: PlatformRow, column: SecretColumn): string | null {
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
