import type { StateKind } from "#components/ui/state-glyph.tsx";
import type { CallbackEvent } from "#lib/callbacks/contract.ts";

export type EventState = CallbackEvent["state"];

// Run-time lists of the contract's unions: contract.ts itself carries zod and stays out of the browser.
export const eventStates = ["received", "done", "failed", "ignored"] as const satisfies EventState[];

/** Kinds that have words (events.kinds, dots as underscores); WeChat knows more, which show their own name. */
export const eventKinds = [
  "component_verify_ticket",
  "authorized",
  "updateauthorized",
  "unauthorized",
  "weapp_audit_success",
  "weapp_audit_fail",
  "weapp_audit_delay",
  "wxa_nickname_audit",
  "wxa_category_audit",
  "wxa_privacy_apply",
  "notify_third_fasteregister",
  "subscribe",
  "unsubscribe",
  "user_enter_tempsession",
  "user_authorization_revoke",
  "SCAN",
  "CLICK",
  "VIEW",
  "LOCATION",
  "message.text",
  "message.image",
  "message.voice",
  "message.video",
  "message.shortvideo",
  "message.location",
  "message.link",
  "message.miniprogrampage",
] as const;

const glyphs: Record<EventState, StateKind> = {
  received: "queued",
  done: "ok",
  failed: "failed",
  ignored: "cancelled",
};

/** The sign of an event's state; one that was tried and will be tried again waits. */
export function eventGlyph(event: Pick<CallbackEvent, "state" | "attempts">): StateKind {
  return isRetried(event) ? "waiting" : glyphs[event.state];
}

export function isRetried(event: Pick<CallbackEvent, "state" | "attempts">): boolean {
  return event.state === "received" && event.attempts > 0;
}

/** `wechat_error:61004` as the error it stands for, for `useProblem`. */
export function errorOfEvent(problem: string): { data: { code: string; errcode?: number } } {
  const [code = "", errcode] = problem.split(":");
  return { data: errcode && /^-?\d+$/.test(errcode) ? { code, errcode: Number(errcode) } : { code } };
}
