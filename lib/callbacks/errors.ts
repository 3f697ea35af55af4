import { AppError } from "#lib/core/errors.ts";

/** Why a callback is refused. All of them look alike from outside: 400, nothing stored. */
export type CallbackRefusal =
  | "callback_path"
  | "callback_platform"
  | "callback_too_large"
  | "callback_malformed"
  | "callback_stale"
  | "callback_replayed";

export function refusal(code: CallbackRefusal, log?: string): AppError<CallbackRefusal> {
  return new AppError(code, { kind: "invalid", ...(log !== undefined && { log }) });
}
