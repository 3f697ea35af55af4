import type { PlatformSecrets } from "#lib/platforms/index.ts";
import { sealReply } from "#lib/wechat/index.ts";
import { type Push, textOf } from "./read-push.ts";

/** WeChat's own test accounts of the release check 全网发布 (wechat-wire.md §J.15). */
const testAccounts = ["gh_3c884a361561", "gh_8dad206e9538"];
const askText = "TESTCOMPONENT_MSG_TYPE_TEXT";
const askCode = "QUERY_AUTH_CODE:";

/** The code in the check's second message, or null. */
export function releaseCheckCode(push: Push): string | null {
  const content = textOf(push.fields, "Content");
  if (!isCheck(push) || !content?.startsWith(askCode)) return null;
  return content.slice(askCode.length);
}

/** The encrypted answer to the check's text or event; null for everything else. */
export function releaseCheckReply(
  push: Push,
  answer: { secrets: PlatformSecrets; aesKeyIndex: number; componentAppId: string; nonce: string; nowMs: number },
): string | null {
  const content = replyTo(push);
  const aesKey = answer.secrets.aesKeys[answer.aesKeyIndex];
  if (content === null || aesKey === undefined) return null;
  const timestamp = String(Math.floor(answer.nowMs / 1_000));
  const cdata = (name: string, value: string) => `<${name}><![CDATA[${value.replaceAll("]]>", "")}]]></${name}>`;
  const plaintext = [
    "<xml>",
    cdata("ToUserName", textOf(push.fields, "FromUserName") ?? ""),
    cdata("FromUserName", push.originalId ?? ""),
    `<CreateTime>${timestamp}</CreateTime>`,
    cdata("MsgType", "text"),
    cdata("Content", content),
    "</xml>",
  ].join("");
  const { token } = answer.secrets;
  return sealReply({ token, aesKey, receiverAppId: answer.componentAppId, timestamp, nonce: answer.nonce, plaintext });
}

function replyTo(push: Push): string | null {
  if (!isCheck(push)) return null;
  if (textOf(push.fields, "MsgType") === "event") return `${push.kind}from_callback`;
  return textOf(push.fields, "Content") === askText ? `${askText}_callback` : null;
}

function isCheck(push: Push): boolean {
  return push.originalId !== null && testAccounts.includes(push.originalId);
}
