import type { Context } from "#lib/core/context.ts";
import { type Permission, permissions, roleMay } from "#lib/core/contract.ts";
import { AppError } from "#lib/core/errors.ts";
import type { StaffMember } from "./contract.ts";
import type { LinkRow, StaffRow } from "./store.ts";

/** A member as the API shows one: no hash, no key. */
export function memberView(row: StaffRow): StaffMember {
  const { id, name, email, role, state, createdAt, lastSeenAt } = row;
  return { id, name, email, role, state, createdAt, lastSeenAt };
}

/** An invitation as the API shows one; its state follows from its times. */
export function invitationView(row: LinkRow, nowMs: number) {
  const state =
    row.usedAt !== null ? "accepted" : row.revokedAt !== null ? "revoked" : row.expiresAt > nowMs ? "open" : "expired";
  const { id, role, createdBy, createdAt, expiresAt } = row;
  return { id, email: row.email ?? "", role, state, createdBy, createdAt, expiresAt } as const;
}

export function permissionsOf(role: StaffRow["role"]): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((permission) => roleMay(role, permission));
}

/** The signed-in member. @throws AppError unauthenticated for anybody else. */
export function staffActor(ctx: Context) {
  if (ctx.actor.kind !== "staff") throw new AppError("unauthenticated", { kind: "unauthenticated" });
  return ctx.actor;
}
