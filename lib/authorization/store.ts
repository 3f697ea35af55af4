import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Store } from "#db/store.ts";

export type InvitationRow = Store["t"]["invitations"]["$inferSelect"];
export type FlowRow = Store["t"]["authorizationFlows"]["$inferSelect"];
export type UnclaimedRow = Store["t"]["unclaimedGrants"]["$inferSelect"];

export async function insertInvitation(store: Store, row: InvitationRow): Promise<void> {
  await store.writer.insert(store.t.invitations).values(row);
}

export async function updateInvitation(store: Store, id: string, set: Partial<InvitationRow>): Promise<void> {
  const { invitations } = store.t;
  await store.writer.update(invitations).set(set).where(eq(invitations.id, id));
}

export async function readInvitation(store: Store, id: string): Promise<InvitationRow | null> {
  const { invitations } = store.t;
  const [row] = await store.db.select().from(invitations).where(eq(invitations.id, id));
  return row ?? null;
}

/** Reads an invitation to change it: on PostgreSQL others wait until this transaction ends. */
export async function lockInvitation(store: Store, id: string): Promise<InvitationRow | null> {
  const { invitations } = store.t;
  if (store.dialect === "postgres")
    await store.rows(sql`select 1 from ${invitations} where ${eq(invitations.id, id)} for update`);
  return readInvitation(store, id);
}

export async function readInvitationByCode(store: Store, code: string): Promise<InvitationRow | null> {
  const { invitations } = store.t;
  const [row] = await store.db.select().from(invitations).where(eq(invitations.code, code));
  return row ?? null;
}

const openStates = ["created", "opened", "choosing"] as const;

function stateCondition(store: Store, state: string, nowMs: number): SQL | undefined {
  const { invitations } = store.t;
  const written = inArray(invitations.state, [...openStates]);
  const open = and(written, gt(invitations.expiresAt, nowMs));
  const expired = and(written, lte(invitations.expiresAt, nowMs));
  if (state === "open") return open;
  if (state === "expired") return expired;
  if (state === "ended") return or(inArray(invitations.state, ["authorized", "wrong_account", "cancelled"]), expired);
  const own = eq(invitations.state, state as InvitationRow["state"]);
  return (openStates as readonly string[]).includes(state) ? and(own, gt(invitations.expiresAt, nowMs)) : own;
}

export interface InvitationQuery {
  state?: string;
  /** Folded. */
  search?: string;
  nowMs: number;
  after?: { createdAt: number; id: string };
  backwards: boolean;
  limit: number;
}

function where(store: Store, query: InvitationQuery): SQL | undefined {
  const { invitations } = store.t;
  const find = store.dialect === "postgres" ? sql`strpos` : sql`instr`;
  return and(
    query.state === undefined ? undefined : stateCondition(store, query.state, query.nowMs),
    query.search ? sql`${find}(${invitations.folded}, ${query.search}) > 0` : undefined,
  );
}

/** One page, the newest first. */
export function readInvitations(store: Store, query: InvitationQuery): Promise<InvitationRow[]> {
  const { invitations } = store.t;
  const { after, backwards } = query;
  const sign = sql.raw(backwards ? ">" : "<");
  const position = after
    ? sql`(${invitations.createdAt}, ${invitations.id}) ${sign} (${after.createdAt}, ${after.id})`
    : undefined;
  const direction = backwards ? asc : desc;
  return store.db
    .select()
    .from(invitations)
    .where(and(where(store, query), position))
    .orderBy(direction(invitations.createdAt), direction(invitations.id))
    .limit(query.limit);
}

export async function countInvitations(store: Store, query: InvitationQuery, cap: number): Promise<number> {
  const { invitations } = store.t;
  const inner = store.db.select({ id: invitations.id }).from(invitations).where(where(store, query)).limit(cap);
  const [row] = await store.rows<{ n: number | string }>(sql`select count(*) as n from (${inner}) as counted`);
  return Number(row?.n ?? 0);
}

/** Open invitations that were opened before `before` and came no further. */
export async function readStuck(store: Store, nowMs: number, before: number) {
  const { invitations } = store.t;
  const [row] = await store.rows<{ n: number | string; since: number | string | null }>(
    sql`select count(*) as n, min(opened_at) as since from ${invitations}
      where ${inArray(invitations.state, ["opened", "choosing"])} and expires_at > ${nowMs} and opened_at < ${before}`,
  );
  return { count: Number(row?.n ?? 0), since: row?.since == null ? null : Number(row.since) };
}

export async function insertFlow(store: Store, row: FlowRow): Promise<void> {
  await store.writer.insert(store.t.authorizationFlows).values(row);
}

export async function updateFlow(store: Store, id: string, set: Partial<FlowRow>): Promise<void> {
  const { authorizationFlows } = store.t;
  await store.writer.update(authorizationFlows).set(set).where(eq(authorizationFlows.id, id));
}

export async function countFlowsSince(store: Store, invitationId: string, since: number): Promise<number> {
  const { authorizationFlows } = store.t;
  const [row] = await store.db
    .select({ n: count() })
    .from(authorizationFlows)
    .where(and(eq(authorizationFlows.invitationId, invitationId), gte(authorizationFlows.createdAt, since)));
  return row?.n ?? 0;
}

export async function readFlowByState(store: Store, stateHash: string): Promise<FlowRow | null> {
  const { authorizationFlows } = store.t;
  const [row] = await store.db.select().from(authorizationFlows).where(eq(authorizationFlows.stateHash, stateHash));
  return row ?? null;
}

export async function readFlowByPreAuth(store: Store, componentAppId: string, hash: string): Promise<FlowRow | null> {
  const { authorizationFlows: flows } = store.t;
  const [row] = await store.db
    .select()
    .from(flows)
    .where(and(eq(flows.componentAppId, componentAppId), eq(flows.preAuthHash, hash)));
  return row ?? null;
}

/** Whether one of an invitation's pages was left by the merchant's browser with a code, and no event came yet. */
export async function hasRedirected(store: Store, invitationId: string): Promise<boolean> {
  const { authorizationFlows: flows } = store.t;
  const [row] = await store.db
    .select({ id: flows.id })
    .from(flows)
    .where(and(eq(flows.invitationId, invitationId), sql`${flows.redirectedAt} is not null`, isNull(flows.completedAt)))
    .limit(1);
  return row !== undefined;
}

export async function insertUnclaimed(store: Store, row: UnclaimedRow): Promise<void> {
  await store.writer.insert(store.t.unclaimedGrants).values(row);
}

export async function updateUnclaimed(store: Store, id: string, set: Partial<UnclaimedRow>): Promise<void> {
  const { unclaimedGrants } = store.t;
  await store.writer.update(unclaimedGrants).set(set).where(eq(unclaimedGrants.id, id));
}

export async function readUnclaimed(store: Store, id: string): Promise<UnclaimedRow | null> {
  const { unclaimedGrants } = store.t;
  const [row] = await store.db.select().from(unclaimedGrants).where(eq(unclaimedGrants.id, id));
  return row ?? null;
}

export function readOpenUnclaimed(store: Store, limit: number): Promise<UnclaimedRow[]> {
  const { unclaimedGrants: rows } = store.t;
  return store.db
    .select()
    .from(rows)
    .where(eq(rows.state, "open"))
    .orderBy(desc(rows.receivedAt), desc(rows.id))
    .limit(limit);
}

/** The account's open unclaimed grant on a platform, if there is one. */
export async function readUnclaimedOf(store: Store, key: { componentAppId: string; appId: string }) {
  const { unclaimedGrants: rows } = store.t;
  const [row] = await store.db
    .select()
    .from(rows)
    .where(and(eq(rows.componentAppId, key.componentAppId), eq(rows.appId, key.appId), eq(rows.state, "open")));
  return row ?? null;
}

/** When an account that we did not hold took its authorization back, by the newest event; 0 if never. */
export async function readWithdrawnAt(store: Store, key: { componentAppId: string; appId: string }): Promise<number> {
  const { unclaimedGrants: rows } = store.t;
  const [row] = await store.db
    .select({ eventAt: rows.eventAt })
    .from(rows)
    .where(and(eq(rows.componentAppId, key.componentAppId), eq(rows.appId, key.appId), eq(rows.state, "withdrawn")))
    .orderBy(desc(rows.eventAt))
    .limit(1);
  return row?.eventAt ?? 0;
}
