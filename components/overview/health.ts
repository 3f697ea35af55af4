import type { Platform } from "#lib/platforms/contract.ts";

/** One word for a platform: well, not yet running (no first ticket), or in need of a person. */
export function healthOf(platform: Platform, now: number): "ok" | "waiting" | "attention" {
  const { componentToken: token } = platform;
  if (!platform.keys.readable || platform.silentSince !== null) return "attention";
  if (platform.refusedIpAddress || token.state === "failing" || platform.import.state === "failed") return "attention";
  if (platform.ticketReceivedAt === null) return "waiting";
  if (platform.ticketExpiresAt !== null && platform.ticketExpiresAt <= now) return "attention";
  return token.state === "valid" || token.state === "expiring" ? "ok" : "waiting";
}
