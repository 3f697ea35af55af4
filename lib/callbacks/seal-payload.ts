import type { Context } from "#lib/core/context.ts";
import type { XmlRecord } from "#lib/wechat/index.ts";

const place = (id: string) => ({ table: "callback_events", row: id, column: "payload" });

/** A push as it lies in the inbox: it may hold a ticket or a code, and people's messages. */
export function sealPayload(ctx: Context, id: string, fields: XmlRecord): Buffer {
  return ctx.keyring.seal(JSON.stringify(fields), place(id));
}

export function openPayload(ctx: Context, id: string, sealed: Buffer): XmlRecord {
  return JSON.parse(ctx.keyring.open(sealed, place(id)));
}
