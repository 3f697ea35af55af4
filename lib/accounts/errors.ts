import { AppError } from "#lib/core/errors.ts";

export type AccountErrorCode = "account_not_found" | "cursor_invalid";

export function accountNotFound(appId: string): AppError<AccountErrorCode> {
  return new AppError("account_not_found", { kind: "not_found", data: { appId } });
}
