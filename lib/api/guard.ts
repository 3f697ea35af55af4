import { implement } from "@orpc/server";
import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import type { ProcedureMeta } from "#lib/core/contract.ts";
import { AppError, isAppError } from "#lib/core/errors.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { contract } from "./contract.ts";
import { toProblem } from "./problem.ts";

const quietMs = 10_000;
const lastDenied = new Map<string, number>();

/** `["staff", "setRole"]` → `staff.set_role`. */
export function actionOf(path: readonly string[]): string {
  return path.map((part) => part.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase()).join(".");
}

/** Notes that somebody tried what the role does not allow: at most once in 10 s for the same thing. */
async function noteDenied(ctx: Context, path: readonly string[], error: AppError): Promise<void> {
  if (ctx.actor.kind !== "staff") return;
  const action = actionOf(path);
  const key = `${ctx.actor.staffId} ${action}`;
  const nowMs = ctx.clock.now();
  const last = lastDenied.get(key);
  if (last !== undefined && Math.abs(nowMs - last) < quietMs) return;
  if (lastDenied.size > 1_000) lastDenied.clear();
  lastDenied.set(key, nowMs);
  const { permission, role } = error.data;
  await ctx.store
    .tx(() => recordAudit(ctx, { action, outcome: "denied", detail: { permission, role, code: error.code } }))
    .catch((failure: unknown) => ctx.log.error({ err: failure }, "a denied call was not recorded"));
}

/**
 * Stands before every procedure, for HTTP and for server-side callers alike: no declared permission, no
 * call. Turns whatever is thrown into the API's errors.
 */
export const guarded = implement(contract)
  .$context<Context>()
  .use(async ({ context, next, path, procedure }) => {
    const { permission } = procedure["~orpc"].meta as ProcedureMeta;
    try {
      if (permission === undefined) throw new AppError("no_permission_declared", { kind: "forbidden" });
      if (permission !== "public") requirePermission(context, permission);
      return await next();
    } catch (error) {
      if (isAppError(error) && error.kind === "forbidden") await noteDenied(context, path, error);
      throw toProblem(error, context.log, context.origin.requestId);
    }
  });
