import type { Actor, Context, Origin, Services } from "#lib/core/context.ts";
import { findSession, type SessionRow, touchSession } from "./store.ts";

export const sessionIdleMs = 12 * 3_600_000;
export const sessionLifeMs = 7 * 86_400_000;
const touchEveryMs = 60_000;

/** Pure: a session ends by being revoked, by 12 idle hours, or after 7 days. */
export function sessionIsOpen(session: SessionRow, nowMs: number): boolean {
  return session.revokedAt === null && session.expiresAt > nowMs && session.lastSeenAt + sessionIdleMs > nowMs;
}

/**
 * The actor behind a session id, read from its row and the member's on every request: revoking, disabling
 * and role changes take effect at once. Anonymous when anything is amiss.
 */
export async function actorOfSession(services: Services, sessionId: string): Promise<Actor> {
  const { store, clock, log } = services;
  const nowMs = clock.now();
  const found = await findSession(store, sessionId);
  if (found?.member.state !== "active" || !sessionIsOpen(found.session, nowMs)) return { kind: "anonymous" };
  if (nowMs - found.session.lastSeenAt >= touchEveryMs)
    await store
      .tx(() => touchSession(store, found.session, nowMs))
      .catch((error: unknown) => log.warn({ err: error }, "could not note when a session was last used"));
  const { id, name, role } = found.member;
  return { kind: "staff", staffId: id, name, role, sessionId };
}

/** A context for whoever comes with this session. */
export async function contextOfSession(services: Services, origin: Origin, sessionId: string | null): Promise<Context> {
  const actor: Actor = sessionId === null ? { kind: "anonymous" } : await actorOfSession(services, sessionId);
  return { ...services, actor, origin };
}
