import { createHash } from "node:crypto";
import { and, asc, desc, eq, gt, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import type { Store } from "#db/store.ts";

export type StaffRow = Store["t"]["staff"]["$inferSelect"];
export type SessionRow = Store["t"]["staffSessions"]["$inferSelect"];
export type LinkRow = Store["t"]["staffLinks"]["$inferSelect"];

/** Links and throttle keys are found by this; what was given is never stored. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export function emailKey(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase();
}

async function one<T>(rows: Promise<T[]>): Promise<T | null> {
  return (await rows)[0] ?? null;
}

export function findStaff(store: Store, id: string): Promise<StaffRow | null> {
  const { staff } = store.t;
  return one(store.db.select().from(staff).where(eq(staff.id, id)));
}

export function findStaffByEmail(store: Store, email: string): Promise<StaffRow | null> {
  const { staff } = store.t;
  return one(
    store.db
      .select()
      .from(staff)
      .where(eq(staff.emailKey, emailKey(email))),
  );
}

export function listStaff(store: Store): Promise<StaffRow[]> {
  const { staff } = store.t;
  return store.db.select().from(staff).orderBy(asc(staff.createdAt), asc(staff.id));
}

/** Locks the owners (PostgreSQL) and counts those active, so that two demotions cannot both be allowed. */
export async function countOtherOwners(store: Store, exceptId: string): Promise<number> {
  const { staff } = store.t;
  const lock = store.dialect === "postgres" ? sql` for update` : sql``;
  const rows = await store.rows<{ id: string; state: string }>(
    sql`select id, state from ${staff} where ${staff.role} = 'owner' order by id${lock}`,
  );
  return rows.filter((row) => row.id !== exceptId && row.state === "active").length;
}

export async function hasOwner(store: Store): Promise<boolean> {
  const { staff } = store.t;
  const found = await one(store.db.select({ id: staff.id }).from(staff).where(eq(staff.role, "owner")).limit(1));
  return found !== null;
}

export async function insertStaff(store: Store, row: StaffRow): Promise<void> {
  await store.writer.insert(store.t.staff).values(row);
}

export async function updateStaff(store: Store, id: string, set: Partial<StaffRow>): Promise<void> {
  const { staff } = store.t;
  await store.writer.update(staff).set(set).where(eq(staff.id, id));
}

export async function insertSession(store: Store, row: SessionRow): Promise<void> {
  await store.writer.insert(store.t.staffSessions).values(row);
}

/** A session together with its member: one query per request. */
export async function findSession(store: Store, id: string): Promise<{ session: SessionRow; member: StaffRow } | null> {
  const { staff, staffSessions } = store.t;
  return one(
    store.db
      .select({ session: staffSessions, member: staff })
      .from(staffSessions)
      .innerJoin(staff, eq(staff.id, staffSessions.staffId))
      .where(eq(staffSessions.id, id)),
  );
}

/** Open sessions, newest first; of one member or of all. */
export function listSessions(
  store: Store,
  open: { nowMs: number; seenAfter: number; staffId?: string },
): Promise<{ session: SessionRow; name: string }[]> {
  const { staff, staffSessions: s } = store.t;
  const wanted: SQL[] = [isNull(s.revokedAt), gt(s.expiresAt, open.nowMs), gt(s.lastSeenAt, open.seenAfter)];
  if (open.staffId) wanted.push(eq(s.staffId, open.staffId));
  return store.db
    .select({ session: s, name: staff.name })
    .from(s)
    .innerJoin(staff, eq(staff.id, s.staffId))
    .where(and(...wanted))
    .orderBy(desc(s.createdAt), desc(s.id))
    .limit(200);
}

export async function touchSession(store: Store, session: SessionRow, nowMs: number): Promise<void> {
  const { staff, staffSessions } = store.t;
  await store.writer.update(staffSessions).set({ lastSeenAt: nowMs }).where(eq(staffSessions.id, session.id));
  await store.writer.update(staff).set({ lastSeenAt: nowMs }).where(eq(staff.id, session.staffId));
}

/** @returns how many sessions this ended. */
export async function revokeSessions(
  store: Store,
  which: { id?: string; staffId?: string; exceptId?: string },
  nowMs: number,
): Promise<number> {
  const { staffSessions: s } = store.t;
  const wanted: SQL[] = [isNull(s.revokedAt)];
  if (which.id) wanted.push(eq(s.id, which.id));
  if (which.staffId) wanted.push(eq(s.staffId, which.staffId));
  if (which.exceptId) wanted.push(ne(s.id, which.exceptId));
  if (wanted.length === 1) throw new Error("Whose sessions?");
  const rows = await store.writer
    .update(s)
    .set({ revokedAt: nowMs })
    .where(and(...wanted))
    .returning({ id: s.id });
  return rows.length;
}

export async function insertLink(store: Store, row: LinkRow): Promise<void> {
  await store.writer.insert(store.t.staffLinks).values(row);
}

export function findLinkBySecret(store: Store, secret: string): Promise<LinkRow | null> {
  const { staffLinks } = store.t;
  return one(
    store.db
      .select()
      .from(staffLinks)
      .where(eq(staffLinks.secretHash, sha256(secret))),
  );
}

export function findLink(store: Store, id: string): Promise<LinkRow | null> {
  const { staffLinks } = store.t;
  return one(store.db.select().from(staffLinks).where(eq(staffLinks.id, id)));
}

/** The invitations of colleagues, newest first. */
export function listInvitations(store: Store): Promise<LinkRow[]> {
  const { staffLinks } = store.t;
  return store.db
    .select()
    .from(staffLinks)
    .where(eq(staffLinks.purpose, "invitation"))
    .orderBy(desc(staffLinks.createdAt), desc(staffLinks.id))
    .limit(100);
}

/** Uses a link up. @returns false when somebody was faster, or it had ended. */
export async function spendLink(store: Store, id: string, nowMs: number): Promise<boolean> {
  const { staffLinks: l } = store.t;
  const rows = await store.writer
    .update(l)
    .set({ usedAt: nowMs })
    .where(and(eq(l.id, id), isNull(l.usedAt), isNull(l.revokedAt), gt(l.expiresAt, nowMs)))
    .returning({ id: l.id });
  return rows.length > 0;
}

/** Ends open links: one, all of a purpose, or all to an address. @returns how many. */
export async function revokeLinks(
  store: Store,
  which: { id?: string; purpose?: LinkRow["purpose"]; email?: string },
  nowMs: number,
): Promise<number> {
  const { staffLinks: l } = store.t;
  const wanted: SQL[] = [isNull(l.usedAt), isNull(l.revokedAt)];
  if (which.id) wanted.push(eq(l.id, which.id));
  if (which.purpose) wanted.push(eq(l.purpose, which.purpose));
  if (which.email) wanted.push(eq(l.email, which.email));
  const rows = await store.writer
    .update(l)
    .set({ revokedAt: nowMs })
    .where(and(...wanted))
    .returning({ id: l.id });
  return rows.length;
}

export interface Attempts {
  failures: number;
  lastFailedAt: number;
  lockedUntil: number;
}

/** Reads and locks one record (an empty one is made), so that attempts at once count one by one. Inside tx. */
export async function lockAttempts(store: Store, id: string): Promise<Attempts> {
  const { signInAttempts: a } = store.t;
  const empty = { failures: 0, lastFailedAt: 0, lockedUntil: 0 };
  const [row] = await store.writer
    .insert(a)
    .values({ id, ...empty })
    .onConflictDoUpdate({ target: a.id, set: { id } })
    .returning();
  return row ?? empty;
}

export async function saveAttempts(store: Store, id: string, attempts: Attempts): Promise<void> {
  const { signInAttempts } = store.t;
  await store.writer
    .insert(signInAttempts)
    .values({ id, ...attempts })
    .onConflictDoUpdate({ target: signInAttempts.id, set: attempts });
}

export async function clearAttempts(store: Store, id: string): Promise<void> {
  const { signInAttempts } = store.t;
  await store.writer.delete(signInAttempts).where(eq(signInAttempts.id, id));
}

/** Removes what no longer decides anything: old attempts, long ended sessions. */
export async function pruneStaff(store: Store, before: number): Promise<void> {
  const { signInAttempts, staffSessions } = store.t;
  await store.writer.delete(signInAttempts).where(lt(signInAttempts.lastFailedAt, before));
  await store.writer.delete(staffSessions).where(lt(staffSessions.expiresAt, before));
}
