import type { AppError } from "#lib/core/errors.ts";
import type { OutgoingCall } from "./endpoints/endpoint.ts";
import { parseWireJson } from "./endpoints/wire-json.ts";
import { unreachable, wechatError } from "./errors.ts";
import type { Exchange } from "./transport.ts";

export type Answer = { ok: true; value: unknown } | { ok: false; error: AppError };

/**
 * Reads what came back: JSON without an errcode or with 0 is success (wechat-wire.md §0); an image where
 * one was asked for. JSON is recognized by its first byte too, since WeChat labels it text/plain or even image/jpeg.
 */
export function readAnswer(call: OutgoingCall, { status, contentType, bytes }: Exchange): Answer {
  const { endpoint } = call;
  const { path } = endpoint;
  const looksLikeJson = /^[\s\uFEFF]*[{[]/.test(bytes.toString("utf8", 0, 64));
  const parsed = looksLikeJson ? tryParse(bytes.toString("utf8")) : undefined;
  const failure = parsed === undefined ? null : failureIn(parsed);
  if (failure !== null)
    return { ok: false, error: wechatError(path, failure.errcode, failure.errmsg, secretsIn(call)) };
  if (status !== 200) return { ok: false, error: unreachable(path, "http_status", "unknown", { httpStatus: status }) };
  if (endpoint.answer === "image" && !looksLikeJson && isImage(bytes, contentType)) return { ok: true, value: bytes };
  if (endpoint.answer === "image" || parsed === undefined || hasOddErrcode(parsed)) {
    return { ok: false, error: unreachable(path, "malformed", "unknown", { detail: `not ${endpoint.answer}` }) };
  }
  const checked = endpoint.response.safeParse(parsed);
  if (checked.success) return { ok: true, value: checked.data };
  const detail = checked.error.issues
    .map((issue) => `${issue.path.join(".")}: ${issue.code}`)
    .slice(0, 5)
    .join(", ");
  return { ok: false, error: unreachable(path, "malformed", "unknown", { detail }) };
}

/** Known by its first bytes (JPEG, PNG, GIF) whatever the label says, else by the label. */
function isImage(bytes: Buffer, contentType: string): boolean {
  if (/^(ffd8ff|89504e47|47494638)/.test(bytes.toString("hex", 0, 4))) return true;
  return bytes.length > 0 && !/^\s*text\/|json/i.test(contentType);
}

function tryParse(text: string): unknown {
  try {
    return parseWireJson(text);
  } catch {
    return undefined;
  }
}

function failureIn(answer: unknown): { errcode: number; errmsg: string } | null {
  if (typeof answer !== "object" || answer === null || !("errcode" in answer)) return null;
  const errcode = Number(answer.errcode);
  if (answer.errcode === null || errcode === 0 || !Number.isInteger(errcode)) return null;
  // Some pages of WeChat's write errMsg.
  const { errmsg, errMsg = "" } = answer as { errmsg?: unknown; errMsg?: unknown };
  return { errcode, errmsg: String(errmsg ?? errMsg) };
}

/** An errcode that is neither missing nor a number must never pass for success. */
function hasOddErrcode(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null || !("errcode" in answer)) return false;
  return answer.errcode !== null && !Number.isInteger(Number(answer.errcode));
}

const secretName = /secret|ticket|token|code|password/i;

/** The credentials of a call, which WeChat might quote in its errmsg. */
function secretsIn({ token, query, body }: OutgoingCall): string[] {
  const fields = Object.entries({ ...query, ...(body as object | undefined) });
  const named = fields.filter(([name]) => secretName.test(name));
  const values = [token, ...named.map(([, value]) => value)];
  return values.filter((value): value is string => typeof value === "string" && value.length >= 8);
}
