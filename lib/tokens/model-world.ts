import { fixedClock } from "#lib/core/clock.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { AppError, isAppError } from "#lib/core/errors.ts";
import { connectPlatform } from "#lib/platforms/index.ts";
import { isUnreachable, isWechatError } from "#lib/wechat/index.ts";
import { dropAuthorization, recoverRefreshTokens, saveAuthorization, saveTicket, withAccountToken } from "./index.ts";
import { leaseMs, nodeOf } from "./lease.ts";
import { nodeCount, type Schedule, type Step } from "./model-steps.ts";
import { ModelWechat } from "./model-wechat.ts";
import { openSealed, placeOf } from "./seal-token.ts";
import { readToken } from "./store.ts";
import { testWechat } from "./testing.ts";

const expectedCodes = ["token_cooling", "authorization_missing", "authorization_lost", "token_busy", "token_rejected"];
const expectedErrcodes = [-1, 40001, 42001, 45009, 61003, 61005, 61006, 61023] as const;
/** A token with more life than this is not bought anew: margin of five minutes, clocks two minutes apart. */
const plentyMs = 7 * 60_000;

interface Process {
  ctx: Context;
  jumpMs: number;
  crash(): void;
}

/** What may never be undone: the newest authorization, then the newest token, the newest ticket. */
interface Floor {
  version: number;
  fence: number;
  generation: number;
  nth: number;
  ticketAt: number;
}

/** Something that must never happen, under any schedule. */
export class Violation extends Error {}

function never(happened: boolean, what: string): void {
  if (happened) throw new Violation(what);
}

let runs = 0;

/**
 * Runs one schedule: processes with memories, clocks and ways out of their own over one database, a WeChat
 * whose answers come when the schedule says. Then all trouble ends, and everybody must get a token.
 * @throws Violation
 */
export async function runSchedule(services: Services, { skewsMs, steps }: Schedule): Promise<void> {
  runs += 1;
  const time = fixedClock(1_780_000_000_000);
  const name = String(runs).padStart(12, "0");
  const componentAppId = `wxmodl${name}`;
  const wechat = new ModelWechat(`wxacct${name}`, time.now);
  const key = { componentAppId, appId: wechat.appId };
  const floor: Floor = { version: 0, fence: 0, generation: 0, nth: 0, ticketAt: 0 };
  const refused = new Set<string>();
  const violations: Violation[] = [];
  const uses = new Map<Promise<void>, Process>();
  const sleepers: (() => void)[] = [];
  let jumped = false;

  const observer = systemContext({ ...services, clock: time }, "observer");
  const processes = Array.from({ length: nodeCount }, (_, nth) => startProcess(nth, 0));
  const at = (nth: number) => processes[nth] as Process;

  function startProcess(nth: number, jumpMs: number): Process {
    let dead = false;
    const clock = {
      now: () => time.now() + (skewsMs[nth] ?? 0) + made.jumpMs,
      wait: () => new Promise<void>((wake) => sleepers.push(wake)),
    };
    const transport = wechat.transportOf(nth, (path) => noteCall(made, nth, path));
    const client = testWechat("http://model.invalid", clock, { transport, log: services.log });
    const store = mortal(services.store, () => dead);
    const made: Process = {
      ctx: systemContext({ ...services, store, clock, wechat: client }, `process ${nth}`),
      jumpMs,
      crash: () => {
        dead = true;
      },
    };
    return made;
  }

  /** Nobody asks WeChat while another's lease lasts, nor for what the row has already. */
  async function noteCall({ ctx }: Process, nth: number, path: string) {
    const row = await readToken(observer, key);
    const mine = row?.leaseOwner === nodeOf(ctx).owner;
    const takenAt = (row?.leaseExpiresAt ?? 0) - leaseMs - (skewsMs[nth] ?? 0);
    const facts = { fence: mine ? (row?.leaseFence ?? 0) : -1, leaseEndsAt: takenAt + leaseMs };
    if (path !== "api_authorizer_token" || !mine || row === null || jumped) return facts;
    const overtaken = wechat.pending.find(
      (call) => call.path === path && call.fence === row.leaseFence - 1 && call.leaseEndsAt > time.now(),
    );
    if (overtaken) violations.push(new Violation("two processes refresh one token at the same time"));
    if (row.token === null) return facts;
    const token = await openSealed(observer, row.token, placeOf(row, "token"));
    const leftMs = (row.expiresAt ?? 0) - time.now();
    if (leftMs > plentyMs && !refused.has(token)) violations.push(new Violation("a token was bought without a need"));
    return facts;
  }

  /** A call with the account's token, refused as WeChat refuses. */
  const callWechat = (process: Process) =>
    withAccountToken(process.ctx, key, async (token) => {
      const errcode = wechat.refusalOf(token);
      if (errcode === 42001 && !jumped) violations.push(new Violation("an expired token was handed out"));
      if (errcode === 0) return;
      refused.add(token);
      throw new AppError("wechat_error", { kind: "upstream", data: { errcode, path: "/model" } });
    });

  async function tolerate(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      const expected =
        (isAppError(error) && [...expectedCodes, "ticket_missing"].includes(error.code)) ||
        isWechatError(error, ...expectedErrcodes) ||
        isUnreachable(error);
      if (!expected) throw error;
    }
  }

  function start(process: Process, work: Promise<unknown>): void {
    const running = tolerate(work);
    running.catch(() => undefined);
    uses.set(running, process);
  }

  async function receiveAuthorization(ctx: Context, nth: number): Promise<void> {
    const [event] = wechat.authorizations.splice(nth, 1);
    if (event === undefined || !wechat.granted) return;
    const given = { ...key, ...wechat.exchange(), authorizedAt: event.at };
    await ctx.store.tx(() => saveAuthorization(ctx, given));
  }

  async function receiveTicket(ctx: Context, nth: number): Promise<void> {
    const [ticket] = wechat.tickets.splice(nth, 1);
    if (ticket) await saveTicket(ctx, { componentAppId, ticket: ticket.value, createdAt: ticket.at });
  }

  async function take(step: Step): Promise<void> {
    const chosen = (list: unknown[]) => ("which" in step ? step.which % Math.max(1, list.length) : 0);
    const call = wechat.pending[chosen(wechat.pending)];
    if (step.kind === "use") start(at(step.node), callWechat(at(step.node)));
    if (step.kind === "sweep") start(at(step.node), recoverRefreshTokens(at(step.node).ctx, componentAppId));
    if (step.kind === "answer" && call) wechat.settle(call, "answer");
    if (step.kind === "arrive" && call) wechat.arrive(call);
    if (step.kind === "fail" && call) {
      // Refused on a whim: to buy another is right.
      for (const token of wechat.issued.keys()) refused.add(token);
      wechat.settle(call, step.how);
    }
    if (step.kind === "wait") time.advance(step.ms);
    if (step.kind === "crash") crash(step.node);
    if (step.kind === "authorize") wechat.authorize();
    if (step.kind === "authorize_at_once") {
      wechat.authorize();
      await receiveAuthorization(at(step.node).ctx, wechat.authorizations.length - 1);
    }
    if (step.kind === "event") await receiveAuthorization(at(step.node).ctx, chosen(wechat.authorizations));
    if (step.kind === "revoke") {
      wechat.granted = false;
      wechat.authorizations.length = 0;
      const { ctx } = at(step.node);
      await ctx.store.tx(() => dropAuthorization(ctx, key));
      Object.assign(floor, { generation: 0, nth: 0 });
    }
    if (step.kind === "ticket") wechat.pushTicket();
    if (step.kind === "ticket_event") await receiveTicket(at(step.node).ctx, chosen(wechat.tickets));
    if (step.kind === "component_fault") wechat.componentFaults.push(step.errcode);
    if (step.kind === "jump") {
      jumped = true;
      at(step.node).jumpMs = step.ms;
    }
  }

  function crash(nth: number): void {
    const process = at(nth);
    process.crash();
    for (const call of wechat.pending.filter((one) => one.node === nth))
      wechat.pending.splice(wechat.pending.indexOf(call), 1);
    for (const [running, of] of uses) if (of === process) uses.delete(running);
    processes[nth] = startProcess(nth, process.jumpMs);
  }

  async function checkRows(): Promise<void> {
    const [violation] = violations;
    if (violation) throw violation;
    const platform = await readToken(observer, { componentAppId, appId: "" });
    never(!jumped && (platform?.sourceAt ?? 0) < floor.ticketAt, "an older ticket replaced a newer one");
    floor.ticketAt = platform?.sourceAt ?? 0;
    const row = await readToken(observer, key);
    if (row === null) return;
    never(row.version < floor.version || row.leaseFence < floor.fence, "version or fence fell");
    Object.assign(floor, { version: row.version, fence: row.leaseFence });
    if (row.source === null) return;
    const source = await openSealed(observer, row.source, placeOf(row, "source"));
    const generation = Number(source.split("@@@")[1]);
    // What guards against a stale page of the list is times: a clock that jumps by hours defeats it, and 61023 heals it.
    never(!jumped && generation < floor.generation, "an older refresh token replaced a newer one");
    if (generation !== floor.generation) Object.assign(floor, { generation, nth: 0 });
    if (row.token === null) return;
    const known = wechat.issued.get(await openSealed(observer, row.token, placeOf(row, "token")));
    never(known?.generation !== generation, "the token is of another authorization than the refresh token");
    never((known?.nth ?? 0) < floor.nth, "an older token replaced a newer one");
    floor.nth = known?.nth ?? 0;
  }

  /** Wakes who waits for another's refresh, and lets everybody go on as far as the schedule allows. */
  async function letRun(): Promise<void> {
    for (const wake of sleepers.splice(0)) wake();
    for (let turn = 0; turn < 4; turn += 1) await new Promise((go) => setImmediate(go));
  }

  /** Answers everything, the latest first, until no use is under way. */
  async function finish(): Promise<void> {
    let done = false;
    const all = Promise.all(uses.keys()).finally(() => {
      done = true;
    });
    all.catch(() => undefined);
    for (let idle = 0; !done; ) {
      const quiet = wechat.pending.length === 0;
      const { ctx } = at(0);
      while (wechat.tickets.length > 0) await receiveTicket(ctx, 0);
      while (wechat.authorizations.length > 0) await receiveAuthorization(ctx, 0);
      for (const call of [...wechat.pending].reverse()) wechat.settle(call, "answer");
      await letRun();
      // Longer and longer, so that who waits for a dead process's lease or sweep need not be looked at forty times.
      if (wechat.pending.length === 0) time.advance(Math.min(21_000 * 2 ** idle++, 170_000));
      if (!quiet) await checkRows();
    }
    await all;
    await checkRows();
    uses.clear();
  }

  const secrets = { appSecret: "a".repeat(32), token: "modeltoken", encodingAesKey: "k".repeat(43) };
  await connectPlatform(observer, { componentAppId, name: "model", ...secrets });
  wechat.pushTicket();
  wechat.authorize();
  await receiveTicket(observer, 0);
  await receiveAuthorization(observer, 0);
  for (const step of steps) {
    await take(step);
    await letRun();
    await checkRows();
  }
  wechat.componentFaults.length = 0;
  for (const process of processes) process.jumpMs = 0;
  await finish();

  // All trouble is over: a merchant who stands authorized is served by every process, and then with one refresh.
  wechat.authorize();
  wechat.pushTicket();
  // Only a revoked grant needs the event: an old refresh token is mended through the list.
  if (floor.generation === 0) await receiveAuthorization(at(0).ctx, 0);
  time.advance(6 * 60_000);
  const calm = async (asked: Process[]) => {
    const failures: unknown[] = [];
    for (const process of asked)
      uses.set(
        callWechat(process).catch((error: unknown) => void failures.push(error)),
        process,
      );
    await finish();
    if (failures.length > 0) throw new Violation("after all trouble a process is not served", { cause: failures[0] });
  };
  for (const process of processes) await calm([process]);
  time.advance(3 * 3_600_000);
  await calm(processes.slice(0, 1));
  // Only now is nothing left of what a wrong clock wrote.
  jumped = false;
  time.advance(3 * 3_600_000);
  wechat.refreshes = 0;
  await calm([...processes, ...processes]);
  never(wechat.refreshes !== 1, "an expired token was bought more than once");
}

/** A store that does nothing any more once its process is dead. */
function mortal(store: Services["store"], isDead: () => boolean): Services["store"] {
  const ended = () => new Promise<never>(() => undefined);
  return Object.create(store, {
    tx: { value: <T>(work: Parameters<typeof store.tx<T>>[0]) => (isDead() ? ended() : store.tx(work)) },
    db: {
      get() {
        if (isDead()) throw new Error("This process is dead");
        return store.db;
      },
    },
  });
}
