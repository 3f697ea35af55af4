import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import type { Me } from "./contract.ts";
import { staffError } from "./errors.ts";
import { findStaff } from "./store.ts";
import { permissionsOf, staffActor } from "./views.ts";

/** Who is signed in, and what the role may do. */
export async function describeMe(ctx: Context): Promise<Me> {
  requirePermission(ctx, "session.own");
  const { staffId } = staffActor(ctx);
  const row = await findStaff(ctx.store, staffId);
  if (!row) throw staffError("staff_not_found");
  const { id, name, email, role } = row;
  return { id, name, email, role, permissions: permissionsOf(role), demo: ctx.env.demo };
}
