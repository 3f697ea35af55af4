/** HTTP-like class of an error, used once at the API's edge to choose the status. */
export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "too_many"
  | "upstream"
  | "unavailable"
  | "internal";

export interface AppErrorOptions {
  kind: ErrorKind;
  /** For the log only; never shown. Must not hold a secret. */
  log?: string;
  /** Values for the user message's placeholders, and facts such as errcode and rid. JSON only. */
  data?: Record<string, unknown>;
  cause?: unknown;
}

/**
 * The one error that verbs throw. `code` is from a closed union per domain and is the key of the user's
 * message (`errors.<code>` in messages/); compare `code`, never `instanceof`: modules load several times.
 */
export class AppError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly kind: ErrorKind;
  readonly data: Record<string, unknown>;

  constructor(code: Code, options: AppErrorOptions) {
    super(options.log ?? code, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.kind = options.kind;
    this.data = options.data ?? {};
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError" && "code" in error && "kind" in error;
}
