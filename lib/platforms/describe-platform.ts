import type { Context } from "#lib/core/context.ts";
import { explainErrcode } from "#lib/wechat/index.ts";
import type { Platform } from "./contract.ts";
import { describePublishing } from "./describe-publishing.ts";
import { reachOf } from "./reach.ts";
import { isReadable } from "./secrets.ts";
import type { FoundPlatform } from "./store.ts";
import { tokenHealthOf } from "./token-health.ts";

/** A ticket works for 12 hours from its CreateTime (wechat-wire.md §B.1). */
const ticketLifeMs = 12 * 60 * 60_000;

/** A platform as pages see it: health and addresses, no secret. */
export function describePlatform(ctx: Context, found: FoundPlatform): Platform {
  const { platform: row, credential } = found;
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
    tokenRefusal: refusalOf(credential?.lastErrcode ?? null),
    silentSince:
      ctx.wechat.circuits().find(({ componentAppId }) => componentAppId === row.componentAppId)?.openSince ?? null,
    lastCallbackAt: row.lastCallbackAt,
    refusedCallbacks: row.refusedCallbacks,
    import: {
      state: row.importState,
      listed: row.importOffset,
      done: row.importDone,
      total: row.importTotal,
      startedAt: row.importStartedAt,
      finishedAt: row.importFinishedAt,
      errcode: row.importErrcode,
    },
    eventsUrl: `${base}/events`,
    messagesUrl: `${base}/messages/$APPID$`,
    launchDomain: new URL(ctx.env.publicUrl).host,
    reach: reachOf(ctx.env.publicUrl),
    simulatorUrl: ctx.env.demo ? ctx.env.wechatApiUrl : null,
    refusedIpAddress: row.refusedIpAddress,
    reviewQuota: quotaKnown
      ? { rest: row.reviewQuotaRest ?? 0, limit: row.reviewQuotaLimit ?? 0, readAt: row.reviewQuotaReadAt ?? 0 }
      : null,
    keys: {
      readable: isReadable(ctx, row),
      credentialChangedAt: row.appSecretChangedAt,
      changedAt: row.callbackKeysChangedAt,
      previousKept: row.previousToken !== null || row.previousEncodingAesKey !== null,
      previousSeenAt: row.previousKeySeenAt,
    },
    publishing: describePublishing(row, found.ordinaryAuthorizedAt),
  };
}

function refusalOf(errcode: number | null): Platform["tokenRefusal"] {
  if (errcode === null) return null;
  const { meaning, cause, nextStep } = explainErrcode(errcode);
  return { meaning, cause, nextStep };
}

function healthOfRow(row: FoundPlatform["credential"], nowMs: number) {
  if (row === null) return tokenHealthOf(null, nowMs);
  return tokenHealthOf({ ...row, hasSource: row.source !== null, hasToken: row.token !== null }, nowMs);
}
