import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "#lib/core/once.ts";
import type { OutgoingCall } from "./endpoints/endpoint.ts";

/** Shared by all copies of this module: the client may have been made by another one. */
function scope(): AsyncLocalStorage<string> {
  return once("wechat.platform", () => new AsyncLocalStorage<string>());
}

/**
 * Runs `work`, whose calls to WeChat are this platform's. Whoever holds a token says so, since an account
 * token does not tell: each platform has its own circuit and retries.
 */
export function forPlatform<T>(componentAppId: string, work: () => T): T {
  return scope().run(componentAppId, work);
}

/** The platform a call belongs to: the one it names, else that of forPlatform; "" when nobody said. */
export function platformOf({ body, query }: Pick<OutgoingCall, "body" | "query">): string {
  const named = (body as { component_appid?: unknown } | undefined)?.component_appid ?? query?.component_appid;
  return typeof named === "string" ? named : (scope().getStore() ?? "");
}
