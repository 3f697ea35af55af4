import { isAppError } from "#lib/core/errors.ts";

/** One line for what stops a start: the reason, not a stack. */
export function startProblem(error: unknown): string {
  if (isAppError(error)) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  if (code === "EADDRINUSE") return "The port is already in use.";
  if (code === "EACCES" || code === "EROFS" || code === "ENOSPC") return `The data folder cannot be written: ${code}`;
  return error.message;
}
