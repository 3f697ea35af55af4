/** Where a push was sent: the platform's events, or an account's messages. */
export interface CallbackAddress {
  componentAppId: string;
  target: "events" | "messages";
  /** $APPID$ of the message URL, filled in by WeChat. */
  appId: string | null;
}

const pattern = /^\/wx\/(wx[0-9a-zA-Z_-]{4,60})\/(events|messages)(?:\/(wx[0-9a-zA-Z_-]{4,60}))?\/?$/;

/** Reads `/wx/{componentAppId}/events` and `/wx/{componentAppId}/messages/{appId}`; null for anything else. Pure. */
export function readAddress(pathname: string): CallbackAddress | null {
  const match = pattern.exec(pathname);
  if (!match) return null;
  const [, componentAppId = "", target, appId] = match;
  if (target === "events" && appId !== undefined) return null;
  return { componentAppId, target: target === "events" ? "events" : "messages", appId: appId ?? null };
}
