import type { Context } from "#lib/core/context.ts";
import type { PlatformRow } from "./store.ts";

export const secretColumns = ["appSecret", "token", "encodingAesKey", "previousEncodingAesKey"] as const;
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

/** Seals what the platform's row holds again, under the current data key. Null where nothing changes. */
export function resealed(ctx: Context, row: PlatformRow, column: SecretColumn): Buffer | null {
  const plain = openSecret(ctx, row, column);
  return plain === null ? null : sealSecret(ctx, row.componentAppId, column, plain);
}
