import { setTimeout as sleep } from "node:timers/promises";
import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { enqueue, every } from "#lib/jobs/index.ts";
import { listPlatforms, noteImport, readImport } from "#lib/platforms/index.ts";
import { dropAuthorization } from "#lib/tokens/index.ts";
import { errcodeOf, isWechatError } from "#lib/wechat/index.ts";
import { queueBindingKind, readDetailsKind } from "./details-due.ts";
import { readAccount, readLiveVersion } from "./refresh-account.ts";
import { revokeGrant } from "./revoke-grant.ts";
import { type ReadAccount, saveAccountDetails } from "./save-account-details.ts";
import { changeAccounts, countUndetailed, nextDetailsDue, readDetailsDue } from "./store.ts";

const batchSize = 16;
const callsAtOnce = 8;
/** Accounts a second, each one to three calls: WeChat's daily quota is for everything, and the demo's simulator is next door. */
const accountsPerSecond = { real: 20, demo: 400 };
const turnMs = 20_000;
const noteEveryMs = 500;
const retryMs = 5 * 60_000;
const maxAttempts = 5;
/** Troubles of the platform, the network or WeChat: they say nothing about this account. */
const notThisAccount = [-1, -1000, 40001, 40014, 42001, 40125, 45009, 45011, 61004, 61005, 61006, 61011];

type Due = Awaited<ReturnType<typeof readDetailsDue>>[number];
type Outcome = { due: Due; read: ReadAccount } | { due: Due; error: unknown };

/** Reads the details of every account that is due, throttled; a turn at a time, so that a kill costs little. */
export const readDetailsJob = every(
  {
    kind: readDetailsKind,
    async run(ctx: Context) {
      const untilMs = performance.now() + turnMs;
      let notedMs = 0;
      const perSecond = ctx.env.demo ? accountsPerSecond.demo : accountsPerSecond.real;
      while (performance.now() < untilMs) {
        const batch = await readDetailsDue(ctx.store, ctx.clock.now(), batchSize);
        if (batch.length === 0) {
          await noteProgress(ctx);
          const dueAt = await nextDetailsDue(ctx.store);
          return dueAt === null ? undefined : { againAt: Math.max(dueAt, ctx.clock.now() + 1_000) };
        }
        const startedMs = performance.now();
        await saveOutcomes(ctx, await readBatch(ctx, batch));
        if (performance.now() - notedMs > noteEveryMs) {
          await noteProgress(ctx);
          notedMs = performance.now();
        }
        await sleep(Math.max(0, (batch.length / perSecond) * 1_000 - (performance.now() - startedMs)));
      }
      return { againAt: ctx.clock.now() };
    },
  },
  60_000,
);

async function readBatch(ctx: Context, batch: Due[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = [...batch];
  const work = async () => {
    for (let due = waiting.shift(); due; due = waiting.shift()) {
      try {
        const { refreshToken: _unused, ...read } = await readAccount(ctx, due);
        outcomes.push({ due, read: { ...read, liveVersion: await readLiveVersion(ctx, read) } });
      } catch (error) {
        outcomes.push({ due, error });
      }
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, work));
  return outcomes;
}

async function saveOutcomes(ctx: Context, outcomes: Outcome[]): Promise<void> {
  const read = outcomes.flatMap((outcome) => ("read" in outcome ? [outcome.read] : []));
  const failed = outcomes.flatMap((outcome) => ("error" in outcome ? [outcome] : []));
  if (read.length > 0)
    await ctx.store.tx(async () => {
      await saveAccountDetails(ctx, read);
      await enqueue(ctx, { kind: queueBindingKind }, { appIds: read.map((item) => item.appId) });
    });
  for (const { due, error } of failed) {
    if (isWechatError(error, 61003)) await endGrant(ctx, due);
    else if (isWechatError(error) && !notThisAccount.includes(error.data.errcode)) await postpone(ctx, due, error);
    else throw error;
  }
}

/** 61003: WeChat knows of no authorization, so the event that told us was missed. */
async function endGrant(ctx: Context, { appId, componentAppId }: Due): Promise<void> {
  await ctx.store.tx(async () => {
    if (!(await revokeGrant(ctx, { appId, componentAppId, eventAt: ctx.clock.now() }))) return;
    await dropAuthorization(ctx, { appId, componentAppId });
    const object = { kind: "account", id: appId };
    await recordAudit(ctx, {
      action: "accounts.revoke",
      object,
      appId,
      componentAppId,
      detail: { found: "reading", errcode: 61003 },
    });
  });
}

async function postpone(ctx: Context, due: Due, error: unknown): Promise<void> {
  const attempts = due.attempts + 1;
  const dueAt = attempts >= maxAttempts ? null : ctx.clock.now() + retryMs * 2 ** (attempts - 1);
  await ctx.store.tx(() =>
    changeAccounts(ctx.store, [due.appId], (_, before) => {
      if (!before) return null;
      const facts = { detailsAttempts: attempts, detailsDueAt: dueAt, detailsErrcode: errcodeOf(error) };
      return { account: { ...before.account, ...facts }, grants: before.grants };
    }),
  );
}

/** Moves the progress of the imports that wait for details, and ends those that wait for none. */
async function noteProgress(ctx: Context): Promise<void> {
  for (const { componentAppId, import: shown } of await listPlatforms(ctx)) {
    if (shown.state !== "running") continue;
    const progress = await readImport(ctx, componentAppId);
    if (progress?.state !== "running") continue;
    const open = await countUndetailed(ctx.store, componentAppId);
    // While the list is being read, what lies behind its mark is neither done nor known to be open.
    const done = Math.max(0, Math.min(progress.offset, progress.total) - open);
    const ended = open === 0 && progress.total > 0 && progress.offset >= progress.total;
    await noteImport(ctx, { componentAppId, done, ...(ended && { state: "done" as const }) });
  }
}
