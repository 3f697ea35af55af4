import { handleAuthorized, handleUnauthorized } from "#lib/authorization/index.ts";
import type { Context } from "#lib/core/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { cancelTargetsOf, handleReviewEvent } from "#lib/deployments/index.ts";
import { isReleaseCheckAccount, noteReleaseCheck } from "#lib/platforms/index.ts";
import { saveTicket, withComponentToken } from "#lib/tokens/index.ts";
import { forPlatform, queryAuthorization, sendCustomText, type XmlRecord } from "#lib/wechat/index.ts";
import { type Push, textOf } from "./read-push.ts";
import { releaseCheckCode } from "./release-check.ts";
import type { EventRow } from "./store.ts";

type Facts = Pick<EventRow, "componentAppId" | "appId" | "kind" | "createdAt" | "receivedAt">;

const reviewKinds = {
  weapp_audit_success: "success",
  weapp_audit_fail: "fail",
  weapp_audit_delay: "delay",
} as const;

const handledKinds = new Set([
  "component_verify_ticket",
  "authorized",
  "updateauthorized",
  "unauthorized",
  ...Object.keys(reviewKinds),
]);

/** Whether a push asks for anything at all: merchants' users write far more than we have to act upon. */
export function asksForWork(push: Push): boolean {
  return handledKinds.has(push.kind) || releaseCheckCode(push) !== null;
}

/** Does what one event asks for. Repeatable: it may run again after a kill. @returns false for kinds we leave alone. */
export async function workEvent(ctx: Context, event: Facts, fields: XmlRecord): Promise<boolean> {
  const { componentAppId, kind } = event;
  const createdAt = event.createdAt ?? event.receivedAt;
  switch (kind) {
    case "component_verify_ticket": {
      await saveTicket(ctx, { componentAppId, ticket: need(fields, "ComponentVerifyTicket"), createdAt });
      return true;
    }
    case "authorized":
    case "updateauthorized": {
      const appId = needAppId(event);
      const authorizationCode = need(fields, "AuthorizationCode");
      const preAuthCode = textOf(fields, "PreAuthCode");
      await handleAuthorized(ctx, { kind, componentAppId, appId, authorizationCode, preAuthCode, createdAt });
      if (isReleaseCheckAccount(appId)) await noteReleaseCheck(ctx, { componentAppId });
      return true;
    }
    case "unauthorized": {
      const appId = needAppId(event);
      const end = await handleUnauthorized(ctx, { componentAppId, appId, createdAt });
      if (end === "revoked") await cancelTargetsOf(ctx, { componentAppId, appId });
      return true;
    }
    case "weapp_audit_success":
    case "weapp_audit_fail":
    case "weapp_audit_delay": {
      if (event.appId === null) return false;
      await handleReviewEvent(ctx, { componentAppId, appId: event.appId, kind: reviewKinds[kind], at: createdAt });
      return true;
    }
    default:
      return answerReleaseCheck(ctx, event, fields);
  }
}

function need(fields: XmlRecord, name: string): string {
  const value = textOf(fields, name);
  if (value === null) throw new AppError("event_incomplete", { kind: "invalid", data: { field: name } });
  return value;
}

function needAppId(event: Facts): string {
  if (event.appId === null) throw new AppError("event_incomplete", { kind: "invalid", data: { field: "appid" } });
  return event.appId;
}

/** The second message of WeChat's release check: redeem the code, answer through the account (§J.15). */
async function answerReleaseCheck(ctx: Context, event: Facts, fields: XmlRecord): Promise<boolean> {
  const { componentAppId, kind } = event;
  const push = { kind, appId: event.appId, originalId: textOf(fields, "ToUserName"), createdAt: null, dedupeKey: "" };
  const authorizationCode = releaseCheckCode({ ...push, fields });
  if (authorizationCode === null) return false;
  const { accountToken } = await withComponentToken(ctx, componentAppId, (componentToken) =>
    queryAuthorization(ctx.wechat, { componentAppId, componentToken, authorizationCode }),
  );
  if (accountToken === null) return false;
  const openId = need(fields, "FromUserName");
  const text = `${authorizationCode}_from_api`;
  await forPlatform(componentAppId, () => sendCustomText(ctx.wechat, { accountToken, openId, text }));
  await noteReleaseCheck(ctx, { componentAppId });
  return true;
}
