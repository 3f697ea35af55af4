import { AppError } from "#lib/core/errors.ts";
import type { DeploymentErrorCode } from "./errors.ts";

/** Opaque place in a list: a few integers. */
export function writeCursor(...parts: number[]): string {
  return Buffer.from(parts.join(".")).toString("base64url");
}

/** @throws AppError cursor_invalid */
export function readCursor(cursor: string, parts: number): number[] {
  const text = Buffer.from(cursor, "base64url").toString("latin1");
  const numbers = text.split(".").map(Number);
  if (!/^\d{1,15}(\.\d{1,15})*$/.test(text) || numbers.length !== parts) {
    throw new AppError<DeploymentErrorCode>("cursor_invalid", { kind: "invalid" });
  }
  return numbers;
}

/** Cuts one row too many off a page and says where the neighbours begin. */
export function pageOfRows<T>(
  rows: T[],
  page: { limit: number; backwards: boolean; hasCursor: boolean },
  cursorOf: (row: T) => string,
): { items: T[]; nextCursor: string | null; previousCursor: string | null } {
  const more = rows.length > page.limit;
  const cut = rows.slice(0, page.limit);
  const items = page.backwards ? cut.reverse() : cut;
  const hasNext = page.backwards ? true : more;
  const hasPrevious = page.backwards ? more : page.hasCursor;
  const first = items[0];
  const last = items.at(-1);
  return {
    items,
    nextCursor: hasNext && last !== undefined ? cursorOf(last) : null,
    previousCursor: hasPrevious && first !== undefined ? cursorOf(first) : null,
  };
}
