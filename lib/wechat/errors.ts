import { AppError, isAppError } from "#lib/core/errors.ts";
import type { RetryClass } from "./contract.ts";
import { redactCredentials } from "./endpoints/credentials.ts";
import { explainErrcode } from "./error-table.ts";

export type UnreachableReason = "timeout" | "reset" | "refused" | "malformed" | "http_status" | "circuit_open";

export interface WechatErrorData extends Record<string, unknown> {
  errcode: number;
  errmsg: string;
  rid: string | null;
  path: string;
  retry: RetryClass;
  /** Ours, as WeChat saw it (errcode 61004). */
  ipAddress?: string;
}

export interface UnreachableData extends Record<string, unknown> {
  path: string;
  reason: UnreachableReason;
  /** `none` only when the request surely did not reach WeChat; otherwise read the state back first. */
  effect: "none" | "unknown";
  httpStatus?: number;
}

const ridPattern = /[\s,]{0,4}rid:?\s{0,4}([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})/i;

/**
 * The error for an answer with `errcode` ≠ 0. The rid is taken out of the prose; credentials are blotted
 * out, those just sent (`secrets`) and whatever looks like one.
 */
export function wechatError(
  path: string,
  errcode: number,
  rawErrmsg: string,
  secrets: readonly string[] = [],
): AppError<"wechat_error"> {
  const rid = ridPattern.exec(rawErrmsg)?.[1] ?? null;
  const withoutSent = secrets.reduce((prose, secret) => prose.replaceAll(secret, "[redacted]"), rawErrmsg);
  const errmsg = redactCredentials(withoutSent.replace(ridPattern, "")).trim().slice(0, 300);
  const data: WechatErrorData = { errcode, errmsg, rid, path, retry: explainErrcode(errcode).retry };
  if (errcode === 61004 || errcode === 40164 || errcode === 45035) {
    const ipAddress = ipAddressIn(rawErrmsg);
    if (ipAddress !== null) data.ipAddress = ipAddress;
  }
  return new AppError("wechat_error", { kind: "upstream", log: `WeChat answered ${errcode} to ${path}`, data });
}

function ipAddressIn(errmsg: string): string | null {
  const v4 = /(?:^|[^\d.])(?:::ffff:)?((?:\d{1,3}\.){3}\d{1,3})(?![\d.])/i.exec(errmsg)?.[1];
  if (v4 !== undefined) return v4;
  return /(?:^|[\s"'[(])((?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4})(?=$|[\s"'\]),])/i.exec(errmsg)?.[1] ?? null;
}

/** The error for a call that got no usable answer. `cause` must not hold the address: it has the token in it. */
export function unreachable(
  path: string,
  reason: UnreachableReason,
  effect: "none" | "unknown",
  more: { httpStatus?: number; detail?: string } = {},
): AppError<"wechat_unreachable"> {
  const data: UnreachableData = { path, reason, effect };
  if (more.httpStatus !== undefined) data.httpStatus = more.httpStatus;
  const log = `WeChat gave no usable answer to ${path}: ${reason}${more.detail ? ` (${more.detail})` : ""}`;
  return new AppError("wechat_unreachable", { kind: "unavailable", log, data });
}

/** True for an answer of WeChat's with an errcode; with codes given, only for those. */
export function isWechatError(
  error: unknown,
  ...codes: number[]
): error is AppError<"wechat_error"> & { data: WechatErrorData } {
  if (!isAppError(error) || error.code !== "wechat_error") return false;
  return codes.length === 0 || codes.includes(error.data.errcode as number);
}

/** True when no usable answer came: time-out, broken connection, rubbish, or an open circuit. */
export function isUnreachable(error: unknown): error is AppError<"wechat_unreachable"> & { data: UnreachableData } {
  return isAppError(error) && error.code === "wechat_unreachable";
}

/** WeChat's errcode, or null when the error is not an answer of WeChat's. */
export function errcodeOf(error: unknown): number | null {
  return isWechatError(error) ? error.data.errcode : null;
}
