import type { Platform } from "./contract.ts";
import type { PlatformRow } from "./store.ts";

/** WeChat's own accounts of the release check 全网发布 (wechat-wire.md §J.15): they prove nothing about publishing. */
export const releaseCheckAppIds = ["wx570bc396a51b8ff8", "wxd101a85aa106f53e"] as const;

export function isReleaseCheckAccount(appId: string): boolean {
  return (releaseCheckAppIds as readonly string[]).includes(appId);
}

/** The strongest thing known about 全网发布, and when it became known. WeChat has no call that tells. Pure. */
export function describePublishing(row: PlatformRow, ordinaryAuthorizedAt: number | null): Platform["publishing"] {
  const { releaseCheckedAt, publishConfirmedAt, publishConfirmedBy } = row;
  const state =
    publishConfirmedAt !== null
      ? "confirmed"
      : ordinaryAuthorizedAt !== null
        ? "authorized"
        : releaseCheckedAt !== null
          ? "checked"
          : "unknown";
  return {
    state,
    checkedAt: releaseCheckedAt,
    authorizedAt: ordinaryAuthorizedAt,
    confirmedAt: publishConfirmedAt,
    confirmedBy: publishConfirmedBy,
  };
}
