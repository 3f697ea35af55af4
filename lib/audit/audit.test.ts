import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { openTestStore } from "#db/testing.ts";
import { fixedClock } from "#lib/core/clock.ts";
import type { Context } from "#lib/core/context.ts";
import { createLogger } from "#lib/core/logging.ts";
import { describeChain, listActions } from "./describe-chain.ts";
import { checkChain, listAudit, recordAudit, verifyChain } from "./index.ts";

const startMs = Date.UTC(2026, 10, 22, 4, 0, 0);
let ctx: Context;
let clock: ReturnType<typeof fixedClock>;

beforeEach(async () => {
  clock = fixedClock(startMs);
  const store = await openTestStore(inject("dialect"));
  ctx = {
    store,
    clock,
    log: createLogger("silent"),
    actor: { kind: "staff", staffId: "s1", name: "林晓", role: "owner", sessionId: "x" },
    origin: { ipAddress: "60.12.44.8", userAgent: "Chrome", requestId: "r1" },
  } as unknown as Context;
});

afterEach(() => ctx.store.close());

async function record(n: number) {
  for (let i = 1; i <= n; i += 1) {
    clock.advance(1_000);
    await ctx.store.tx(() =>
      recordAudit(ctx, {
        action: i % 2 ? "accounts.authorize" : "deployments.commit",
        object: { kind: "account", id: `wx${i}`, name: `山野茶事 ${i}` },
        appId: `wx${i}`,
        detail: { count: i, list: [1, { b: 2, a: "é" }] },
        before: i % 3 ? null : { state: "unbound" },
        after: i % 3 ? null : { state: "bound" },
      }),
    );
  }
}

/** What somebody with the database password could do: the triggers are dropped first. */
async function tamper(query: ReturnType<typeof sql>) {
  const { store } = ctx;
  await store.tx(async () => {
    const drops =
      store.dialect === "sqlite"
        ? ["drop trigger if exists audit_entries_no_update", "drop trigger if exists audit_entries_no_delete"]
        : [
            "drop trigger if exists audit_entries_no_change on audit_entries",
            "drop trigger if exists audit_entries_no_truncate on audit_entries",
          ];
    for (const drop of drops) await execute(sql.raw(drop));
    await execute(query);
  });
}

async function run(query: ReturnType<typeof sql>) {
  return ctx.store.tx(async () => {
    await execute(query);
  });
}

async function execute(query: ReturnType<typeof sql>) {
  const writer = ctx.store.writer as unknown as { run?: (q: unknown) => unknown; execute?: (q: unknown) => unknown };
  await (ctx.store.dialect === "sqlite" ? writer.run?.(query) : writer.execute?.(query));
}

describe("recording", () => {
  test("an entry outside a transaction is refused", async () => {
    await expect(recordAudit(ctx, { action: "a.b" })).rejects.toThrow("outside store.tx");
  });

  test("a change that fails leaves no entry and no gap", async () => {
    await record(1);
    const failing = ctx.store.tx(async () => {
      await recordAudit(ctx, { action: "a.b" });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await record(1);
    const { items } = await listAudit(ctx, { direction: "next", limit: 10 });
    expect(items.map((item) => item.sequence)).toEqual([2, 1]);
    expect(items[0]?.previousHash).toBe(items[1]?.hash);
  });

  test.each(["componentAccessToken", "refresh_token", "password", "ticket", "appSecret", "encodingAesKey"])(
    "a value named %s is refused, at any depth",
    async (key) => {
      const attempt = ctx.store.tx(() => recordAudit(ctx, { action: "a.b", after: { inner: { [key]: "x" } } }));
      await expect(attempt).rejects.toThrow("secret");
      expect((await listAudit(ctx, { direction: "next", limit: 1 })).total).toBe(0);
    },
  );

  test("30 writers at once make one chain without gaps", async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => ctx.store.tx(() => recordAudit(ctx, { action: `x.${n}` }))));
    expect(await verifyChain(ctx.store)).toMatchObject({ verifiedTo: 30, head: 30, broken: null });
  });

  test("the database refuses to change or remove an entry", async () => {
    await record(2);
    await expect(run(sql`update audit_entries set action = 'x' where sequence = 1`)).rejects.toThrow();
    await expect(run(sql`delete from audit_entries where sequence = 1`)).rejects.toThrow();
    expect((await verifyChain(ctx.store)).broken).toBeNull();
  });
});

describe("verifying", () => {
  const whole = () => verifyChain(ctx.store);

  test("an edited entry is found", async () => {
    await record(5);
    await tamper(sql`update audit_entries set detail = '{}' where sequence = 3`);
    expect((await whole()).broken).toEqual({ sequence: 3, reason: "altered" });
  });

  test("a removed entry is found", async () => {
    await record(5);
    await tamper(sql`delete from audit_entries where sequence = 2`);
    expect((await whole()).broken).toEqual({ sequence: 2, reason: "missing" });
  });

  test("two swapped entries are found", async () => {
    await record(5);
    await tamper(sql`update audit_entries set sequence = -1 where sequence = 2`);
    await tamper(sql`update audit_entries set sequence = 2 where sequence = 3`);
    await tamper(sql`update audit_entries set sequence = 3 where sequence = -1`);
    expect((await whole()).broken?.sequence).toBe(2);
  });

  test("entries cut off at the end are found by the head", async () => {
    await record(5);
    await tamper(sql`delete from audit_entries where sequence > 3`);
    expect((await whole()).broken).toEqual({ sequence: 4, reason: "truncated" });
  });

  test("cut off with the head put back, they are found by the checkpoint", async () => {
    await record(5);
    await checkChain.run(ctx, {}, { jobId: "j", attempt: 1 });
    await tamper(sql`delete from audit_entries where sequence > 3`);
    await tamper(sql`update audit_heads set sequence = 3, hash = (select hash from audit_entries where sequence = 3)`);
    expect((await whole()).broken).toEqual({ sequence: 4, reason: "truncated" });
  });

  test("the job moves the checkpoint on, and a break stays on record", async () => {
    await record(3);
    await checkChain.run(ctx, {}, { jobId: "j", attempt: 1 });
    expect(await describeChain(ctx)).toMatchObject({ verifiedTo: 3, head: 3, broken: null });
    await record(2);
    await checkChain.run(ctx, {}, { jobId: "j", attempt: 1 });
    expect(await describeChain(ctx)).toMatchObject({ verifiedTo: 5, verifiedAt: clock.now() });
    await tamper(sql`update audit_entries set action = 'x' where sequence = 5`);
    await checkChain.run(ctx, {}, { jobId: "j", attempt: 1 });
    expect(await describeChain(ctx)).toMatchObject({ verifiedTo: 5, broken: { sequence: 5 } });
  });
});

describe("listing", () => {
  test("pages lead older and back again", async () => {
    await record(7);
    const first = await listAudit(ctx, { direction: "next", limit: 3 });
    expect(first.items.map((item) => item.sequence)).toEqual([7, 6, 5]);
    expect(first).toMatchObject({ previousCursor: null, total: 7, totalCapped: false });
    const second = await listAudit(ctx, { direction: "next", limit: 3, cursor: first.nextCursor! });
    expect(second.items.map((item) => item.sequence)).toEqual([4, 3, 2]);
    const third = await listAudit(ctx, { direction: "next", limit: 3, cursor: second.nextCursor! });
    expect(third.items.map((item) => item.sequence)).toEqual([1]);
    expect(third.nextCursor).toBeNull();
    const back = await listAudit(ctx, { direction: "previous", limit: 3, cursor: third.previousCursor! });
    expect(back.items.map((item) => item.sequence)).toEqual([4, 3, 2]);
    const front = await listAudit(ctx, { direction: "previous", limit: 3, cursor: back.previousCursor! });
    expect(front.items.map((item) => item.sequence)).toEqual([7, 6, 5]);
    expect(front.previousCursor).toBeNull();
  });

  test("filters narrow the list and its count", async () => {
    await record(6);
    const page = { direction: "next", limit: 10 } as const;
    expect((await listAudit(ctx, { ...page, action: "deployments.commit" })).total).toBe(3);
    expect((await listAudit(ctx, { ...page, appId: "wx4" })).items).toHaveLength(1);
    expect((await listAudit(ctx, { ...page, search: "茶事 5" })).items.map((item) => item.sequence)).toEqual([5]);
    expect((await listAudit(ctx, { ...page, search: "100%" })).items).toHaveLength(0);
    expect((await listAudit(ctx, { ...page, actorId: "nobody" })).total).toBe(0);
    clock.advance(86_400_000 - 2_000);
    expect((await listAudit(ctx, { ...page, withinDays: 1 })).items.map((item) => item.sequence)).toEqual([6, 5, 4]);
    expect(await listActions(ctx)).toEqual(["accounts.authorize", "deployments.commit"]);
  });

  test("a cursor that is not ours is refused", async () => {
    await expect(listAudit(ctx, { direction: "next", limit: 10, cursor: "drop table" })).rejects.toMatchObject({
      code: "cursor_invalid",
    });
  });
});
