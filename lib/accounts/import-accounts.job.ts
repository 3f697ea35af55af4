import type { Context } from "#lib/core/context.ts";
import { AppError, isAppError } from "#lib/core/errors.ts";
import { enqueue, type Job } from "#lib/jobs/index.ts";
import { type ImportProgress, importAccountsKind, noteImport, readImport } from "#lib/platforms/index.ts";
import { nextListPlace, saveListedAuthorizations, withComponentToken } from "#lib/tokens/index.ts";
import { errcodeOf, explainErrcode, listAccounts } from "#lib/wechat/index.ts";
import { type Aggregate, emptyAccount, emptyGrant } from "./aggregate.ts";
import { readDetailsKind } from "./details-due.ts";
import { withGrant } from "./save-grant.ts";
import { changeAccounts } from "./store.ts";

/** WeChat's largest page (40170 beyond it, wechat-wire.md §B.2). */
const pageSize = 500;
/** Accounts a transaction: callbacks wait for the writer meanwhile. */
const partSize = 25;
const maxAttempts = 12;
/** From this attempt on a page without lines is taken for the end, whatever the total says. */
const believedAttempt = 4;
/** A day's quota comes back at midnight; until then one call an hour finds out. */
const quotaWaitMs = 60 * 60_000;
const passing = ["ticket_missing", "token_cooling", "token_busy", "wechat_unreachable"];
const passingWaitMs = 60_000;

export interface ListedAccount {
  appId: string;
  refreshToken: string;
  authorizedAt: number;
}

/** Reads all authorizations of a platform; continues where a killed run stopped. Details follow by their own job. */
export const importAccountsJob: Job<{ componentAppId: string }> = {
  kind: importAccountsKind,
  maxAttempts,
  async run(ctx, { componentAppId }, { attempt }) {
    try {
      for (;;) {
        const progress = await readImport(ctx, componentAppId);
        if (progress?.state !== "running") return undefined;
        if (await importPage(ctx, componentAppId, progress, attempt)) return undefined;
      }
    } catch (error) {
      const code = isAppError(error) ? error.code : "unknown";
      const errcode = causeOf(error);
      const waitMs = waitFor(error, errcode);
      ctx.log.warn({ componentAppId, code, errcode, attempt, waitMs }, "The import of accounts stopped");
      const failed = waitMs === null && attempt >= maxAttempts;
      await noteImport(ctx, { componentAppId, errcode, ...(failed && { state: "failed" as const }) });
      if (waitMs !== null) return { againAt: ctx.clock.now() + waitMs };
      throw error;
    }
  },
};

/** Reads and saves one page and marks it as read. @returns true when it was the last one */
async function importPage(
  ctx: Context,
  componentAppId: string,
  progress: ImportProgress,
  attempt: number,
): Promise<boolean> {
  // Before the page is asked for: what is saved while it is under way is newer than the page.
  const readAt = ctx.clock.now();
  const page = await withComponentToken(ctx, componentAppId, (componentToken) =>
    listAccounts(ctx.wechat, { componentAppId, componentToken, offset: progress.offset, count: pageSize }),
  );
  let known = page.items.length;
  for (let at = 0; at < page.items.length; at += partSize)
    known -= await savePart(ctx, componentAppId, page.items.slice(at, at + partSize), readAt);
  const { state, ...place } = nextListPlace(progress, { count: page.items.length, total: page.total });
  if (state === "cut_short") {
    const log = `WeChat listed ${place.offset} of ${place.total} accounts and then none`;
    if (attempt < believedAttempt) throw new AppError("list_cut_short", { kind: "upstream", log });
    ctx.log.warn({ componentAppId }, log);
    place.total = place.offset;
  }
  const ended = state !== "more";
  // Accounts whose details are known are done with; the others are counted as their details come.
  const done = Math.min(progress.done + known, place.offset);
  await ctx.store.tx(async () => {
    const empty = ended && place.total === 0 ? { state: "done" as const } : {};
    await noteImport(ctx, { componentAppId, ...place, done, errcode: null, ...empty });
    if (ended) await enqueue(ctx, { kind: readDetailsKind }, {}, { uniqueKey: "every" });
  });
  return ended;
}

/** WeChat's errcode behind a failure, also when a token could not be had for it. */
function causeOf(error: unknown): number | null {
  const given = isAppError(error) ? error.data.errcode : null;
  return errcodeOf(error) ?? (typeof given === "number" ? given : null);
}

/** How long to wait, ms, for what passes by itself; null for what counts as a failed attempt. */
function waitFor(error: unknown, errcode: number | null): number | null {
  if (errcode !== null && explainErrcode(errcode).retry === "wait_quota") return quotaWaitMs;
  return isAppError(error) && passing.includes(error.code) ? passingWaitMs : null;
}

/**
 * Saves some lines of the list: refresh tokens and standing grants together. Repeatable. `readAt`: when it
 * was asked for. @returns how many of the accounts were new, so that their details must be read
 */
export async function savePart(
  ctx: Context,
  componentAppId: string,
  items: ListedAccount[],
  readAt: number,
): Promise<number> {
  const byApp = new Map(items.map((item) => [item.appId, item]));
  return ctx.store.tx(async () => {
    await saveListedAuthorizations(ctx, { componentAppId, items, readAt });
    const changed = await changeAccounts(ctx.store, [...byApp.keys()], (appId, before) => {
      const item = byApp.get(appId);
      return item ? listed(before, item, componentAppId, ctx.clock.now()) : null;
    });
    return changed.size;
  });
}

/** What a line of the list says about an account: it stands authorized since then. */
function listed(
  before: Aggregate | null,
  { appId, authorizedAt }: ListedAccount,
  componentAppId: string,
  nowMs: number,
): Aggregate | null {
  const old = before?.grants.find((grant) => grant.componentAppId === componentAppId);
  // A revocation that came after this authorization is newer than the list's line.
  if (old && (old.state === "authorized" || old.eventAt >= authorizedAt)) return null;
  const account = before?.account ?? emptyAccount(appId, nowMs);
  const grant = {
    ...(old ?? emptyGrant(appId, componentAppId)),
    state: "authorized" as const,
    authorizedAt,
    eventAt: authorizedAt,
    revokedAt: null,
  };
  return { account: { ...account, detailsDueAt: nowMs, detailsAttempts: 0 }, grants: withGrant(before, grant) };
}
