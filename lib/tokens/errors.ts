import { AppError, isAppError } from "#lib/core/errors.ts";
import { errcodeOf, isWechatError } from "#lib/wechat/index.ts";

export type TokenErrorCode =
  | "ticket_missing"
  | "authorization_lost"
  | "authorization_missing"
  | "token_cooling"
  | "token_busy"
  | "token_rejected";

export interface TokenErrorData {
  componentAppId: string;
  appId?: string;
  /** WeChat's errcode behind it, null when WeChat gave none. */
  errcode?: number | null;
  rid?: string | null;
  /** Earliest next attempt, ms. */
  until?: number | null;
}

const kinds = {
  ticket_missing: "unavailable",
  authorization_lost: "conflict",
  authorization_missing: "not_found",
  token_cooling: "unavailable",
  token_busy: "unavailable",
  token_rejected: "upstream",
} as const;

export function tokenError(code: TokenErrorCode, data: TokenErrorData, cause?: unknown): AppError<TokenErrorCode> {
  return new AppError(code, { kind: kinds[code], data: { ...data }, cause });
}

/** What is remembered of a failed refresh; never more than codes. */
export interface FailureFacts {
  lastErrcode: number | null;
  lastRid: string | null;
  lastErrorCode: string;
}

export function failureFacts(error: unknown): FailureFacts {
  if (!isAppError(error)) return { lastErrcode: null, lastRid: null, lastErrorCode: "unknown" };
  const { errcode, rid } = error.data;
  return {
    lastErrcode: errcodeOf(error) ?? (typeof errcode === "number" ? errcode : null),
    lastRid: isWechatError(error) || typeof rid === "string" ? ((rid as string | null) ?? null) : null,
    lastErrorCode: error.code,
  };
}
