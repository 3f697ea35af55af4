import { ORPCError } from "@orpc/server";
import type { AppError, ErrorKind } from "#lib/core/errors.ts";
import { isAppError } from "#lib/core/errors.ts";
import type { Logger } from "#lib/core/logging.ts";
import { describeWechatFailure } from "#lib/wechat/index.ts";

const codes = {
  invalid: { code: "BAD_REQUEST", status: 400 },
  unauthenticated: { code: "UNAUTHORIZED", status: 401 },
  forbidden: { code: "FORBIDDEN", status: 403 },
  not_found: { code: "NOT_FOUND", status: 404 },
  conflict: { code: "CONFLICT", status: 409 },
  too_many: { code: "TOO_MANY_REQUESTS", status: 429 },
  upstream: { code: "BAD_GATEWAY", status: 502 },
  unavailable: { code: "SERVICE_UNAVAILABLE", status: 503 },
  internal: { code: "INTERNAL_SERVER_ERROR", status: 500 },
} as const satisfies Record<ErrorKind, { code: string; status: number }>;

export interface ProblemData {
  code: string;
  values: Record<string, unknown>;
  errcode?: number;
  rid?: string;
}

function problem(kind: ErrorKind, data: ProblemData): ORPCError<string, ProblemData> {
  const { code, status } = codes[kind];
  return new ORPCError(code, { status, message: data.code, data });
}

/**
 * Any error as the API answers it. What a verb threw keeps its code and values; anything unknown becomes a
 * 500 that says only the request id, and goes to the log.
 */
export function toProblem(error: unknown, log: Logger, requestId: string): ORPCError<string, unknown> {
  if (isAppError(error)) {
    if (error.kind === "internal") return unknownProblem(error, log, requestId);
    const { errcode, rid, ...values } = error.data;
    const data: ProblemData = { code: error.code, values: { ...values, ...wordsOf(error), requestId } };
    if (typeof errcode === "number") data.errcode = errcode;
    if (typeof rid === "string") data.rid = rid;
    return problem(error.kind, data);
  }
  if (error instanceof ORPCError) {
    if (isProblemData(error.data)) return error;
    if (error.status === 400) return problem("invalid", { code: "input_invalid", values: fieldsOf(error, requestId) });
    if (error.status === 403) return problem("forbidden", { code: "csrf", values: { requestId } });
    if (error.status === 404) return problem("not_found", { code: "not_found", values: { requestId } });
  }
  return unknownProblem(error, log, requestId);
}

/** What WeChat's answer means and what to do, in both languages; nothing for errors of our own. */
function wordsOf(error: AppError): Record<string, unknown> {
  const failure = describeWechatFailure(error);
  if (failure === null) return {};
  const { meaning, cause, nextStep } = failure;
  return { meaning, cause, nextStep };
}

function unknownProblem(error: unknown, log: Logger, requestId: string) {
  log.error({ err: error, requestId }, "a request failed");
  return problem("internal", { code: "unexpected", values: { requestId } });
}

function isProblemData(data: unknown): data is ProblemData {
  return typeof data === "object" && data !== null && "code" in data && "values" in data;
}

/** Which fields were wrong, by path: never what was in them. */
function fieldsOf(error: ORPCError<string, unknown>, requestId: string) {
  const issues = (error.data as { issues?: { path?: PropertyKey[] }[] } | undefined)?.issues ?? [];
  const fields = issues.map((issue) => (issue.path ?? []).map(String).join(".")).filter((path) => path !== "");
  return { requestId, fields: [...new Set(fields)].slice(0, 20) };
}
