import type { Context } from "#lib/core/context.ts";
import type { Platform } from "./contract.ts";
import type { CredentialRow, PlatformRow } from "./store.ts";
import { tokenHealthOf } from "./token-health.ts";

/** A ticket works for 12 hours from its CreateTime (wechat-wire.md §B.1). */
const ticketLifeMs = 12 * 60 * 60_000;

/** A platform as pages see it: health and addresses, no secret. */
export function describePlatform(ctx: Context, row: PlatformRow, credential: CredentialRow | null): Platform {
  const base = `${ctx.env.publicUrl}/wx/${row.componentAppId}`;
  const quotaKnown = row.reviewQuotaReadAt !== null;
  return {
    componentAppId: row.componentAppId,
    name: row.name,
    demo: row.demo,
    createdAt: row.createdAt,
    ticketReceivedAt: credential?.sourceReceivedAt ?? null,
    ticketExpiresAt: credential?.sourceAt ? credential.sourceAt + ticketLifeMs : null,
    ticketAskedAt: row.ticketAskedAt,
    componentToken: healthOfRow(credential, ctx.clock.now()),
    lastCallbackAt: row.lastCallbackAt,
    refusedCallbacks: row.refusedCallbacks,
    import: {
      state: row.importState,
      done: row.importDone,
      total: row.importTotal,
      startedAt: row.importStartedAt,
      finishedAt: row.importFinishedAt,
      errcode: row.importErrcode,
    },
    eventsUrl: `${base}/events`,
    messagesUrl: `${base}/messages/$APPID$`,
    launchDomain: new URL(ctx.env.publicUrl).host,
    refusedIpAddress: row.refusedIpAddress,
    reviewQuota: quotaKnown
      ? { rest: row.reviewQuotaRest ?? 0, limit: row.reviewQuotaLimit ?? 0, readAt: row.reviewQuotaReadAt ?? 0 }
      : null,
  };
}

function healthOfRow(row: CredentialRow | null, nowMs: number) {
  if (row === null) return tokenHealthOf(null, nowMs);
  return tokenHealthOf({ ...row, hasSource: row.source !== null, hasToken: row.token !== null }, nowMs);
}
