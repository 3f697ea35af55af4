import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { enqueue, type Job } from "#lib/jobs/index.ts";
import { importAccountsKind, noteImport, readImport } from "#lib/platforms/index.ts";
import { saveListedAuthorizations, withComponentToken } from "#lib/tokens/index.ts";
import { errcodeOf, listAccounts } from "#lib/wechat/index.ts";
import { type Aggregate, emptyAccount, emptyGrant } from "./aggregate.ts";
import { readDetailsKind } from "./details-due.ts";
import { withGrant } from "./save-grant.ts";
import { changeAccounts } from "./store.ts";

/** WeChat's largest page (40170 beyond it, wechat-wire.md §B.2). */
const pageSize = 500;
/** Accounts a transaction: callbacks wait for the writer meanwhile. */
const partSize = 25;
const maxAttempts = 12;

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
        // Before the page is asked for: what is saved while it is under way is newer than the page.
        const readAt = ctx.clock.now();
        const page = await withComponentToken(ctx, componentAppId, (componentToken) =>
          listAccounts(ctx.wechat, { componentAppId, componentToken, offset: progress.offset, count: pageSize }),
        );
        for (let at = 0; at < page.items.length; at += partSize)
          await savePart(ctx, componentAppId, page.items.slice(at, at + partSize), readAt);
        const offset = progress.offset + page.items.length;
        const ended = page.items.length === 0 || offset >= page.total;
        await ctx.store.tx(async () => {
          const empty = ended && page.total === 0 ? { state: "done" as const } : {};
          await noteImport(ctx, { componentAppId, offset, total: page.total, errcode: null, ...empty });
          if (ended) await enqueue(ctx, { kind: readDetailsKind }, {}, { uniqueKey: "every" });
        });
        if (ended) return undefined;
      }
    } catch (error) {
      const code = isAppError(error) ? error.code : "unknown";
      ctx.log.warn({ componentAppId, code, errcode: errcodeOf(error), attempt }, "The import of accounts stopped");
      const failed = attempt >= maxAttempts;
      await noteImport(ctx, { componentAppId, errcode: errcodeOf(error), ...(failed && { state: "failed" as const }) });
      throw error;
    }
  },
};

/** Saves some lines of the list: refresh tokens and standing grants together. Repeatable. `readAt`: when it was asked for. */
export async function savePart(
  ctx: Context,
  componentAppId: string,
  items: ListedAccount[],
  readAt: number,
): Promise<void> {
  const byApp = new Map(items.map((item) => [item.appId, item]));
  await ctx.store.tx(async () => {
    await saveListedAuthorizations(ctx, { componentAppId, items, readAt });
    await changeAccounts(ctx.store, [...byApp.keys()], (appId, before) => {
      const item = byApp.get(appId);
      return item ? listed(before, item, componentAppId, ctx.clock.now()) : null;
    });
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
