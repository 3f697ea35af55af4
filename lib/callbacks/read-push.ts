import { hash } from "node:crypto";
import { readEvent, type XmlRecord } from "#lib/wechat/index.ts";
import type { CallbackAddress } from "./address.ts";
import { refusal } from "./errors.ts";

/** What the inbox needs to know of a decrypted push. */
export interface Push {
  kind: string;
  appId: string | null;
  /** gh_… that a message is addressed to. */
  originalId: string | null;
  /** CreateTime, ms; null when WeChat sent none. */
  createdAt: number | null;
  /** The same for every delivery of one event (wechat-wire.md §A.3), SHA-256. */
  dedupeKey: string;
  fields: XmlRecord;
}

const longestKind = 64;

/** Reads a decrypted push. Pure. @throws AppError callback_malformed */
export function readPush(address: CallbackAddress, plaintext: string): Push {
  const fields = readEvent(plaintext);
  const createTime = textOf(fields, "CreateTime");
  if (createTime !== null && !/^\d{1,12}$/.test(createTime)) throw refusal("callback_malformed", "CreateTime");
  const createdAt = createTime === null ? null : Number(createTime) * 1_000;
  const { componentAppId } = address;

  if (address.target === "events") {
    const kind = kindOf(textOf(fields, "InfoType"));
    const named = textOf(fields, "AppId");
    if (named !== null && named !== componentAppId) throw refusal("callback_malformed", "AppId");
    const appId = idOf(fields, "AuthorizerAppid") ?? idOf(fields, "appid");
    const secrets = ["PreAuthCode", "AuthorizationCode", "ComponentVerifyTicket", "auth_code"];
    const parts = [componentAppId, kind, appId, createTime, ...secrets.map((name) => textOf(fields, name))];
    return {
      kind,
      appId,
      originalId: null,
      createdAt,
      dedupeKey: hash("sha256", JSON.stringify(parts), "hex"),
      fields,
    };
  }

  const type = kindOf(textOf(fields, "MsgType"));
  const kind = type === "event" ? kindOf(textOf(fields, "Event")) : `message.${type}`.slice(0, longestKind);
  const originalId = idOf(fields, "ToUserName");
  const to = [componentAppId, address.appId ?? originalId];
  const messageId = textOf(fields, "MsgId");
  const parts =
    messageId === null ? [...to, kind, textOf(fields, "FromUserName"), createTime] : [...to, "id", messageId];
  return {
    kind,
    appId: address.appId,
    originalId,
    createdAt,
    dedupeKey: hash("sha256", JSON.stringify(parts), "hex"),
    fields,
  };
}

/** A field's text; null when it is absent, empty, or not text. */
export function textOf(fields: XmlRecord, name: string): string | null {
  const value = fields[name];
  return typeof value === "string" && value !== "" ? value : null;
}

/** Garbled bytes would be somebody nobody knows. No stricter: WeChat's own samples write words for ids. */
function idOf(fields: XmlRecord, name: string): string | null {
  const id = textOf(fields, name);
  if (id !== null && (id.length > 64 || /[\p{Cc}\ufffd]/u.test(id))) throw refusal("callback_malformed", name);
  return id;
}

function kindOf(text: string | null): string {
  if (text === null || !/^[\w.-]{1,64}$/.test(text)) throw refusal("callback_malformed", "InfoType or MsgType");
  return text;
}
