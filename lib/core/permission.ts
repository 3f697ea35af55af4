import type { Context } from "./context.ts";
import { type Permission, roleMay } from "./contract.ts";
import { AppError } from "./errors.ts";

/**
 * First line of every verb that staff can reach. Background work (the system, WeChat's signed pushes, a
 * merchant's invitation) acts under its own verbs and passes.
 * @throws AppError forbidden when the actor's role lacks the permission; unauthenticated without an actor.
 */
export function requirePermission(ctx: Context, permission: Permission): void {
  const { actor } = ctx;
  if (actor.kind === "anonymous") throw new AppError("unauthenticated", { kind: "unauthenticated" });
  if (actor.kind !== "staff") return;
  if (!roleMay(actor.role, permission))
    throw new AppError("forbidden", { kind: "forbidden", data: { permission, role: actor.role } });
}
