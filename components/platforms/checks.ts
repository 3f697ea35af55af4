import type { Platform } from "#lib/platforms/contract.ts";

export type CheckState = "ok" | "waiting" | "working" | "late" | "trouble" | "todo" | "due" | "unknown" | "partly";
export const checkNames = ["ticket", "token", "address", "publishing"] as const;
type CheckName = (typeof checkNames)[number];
export type Checks = Record<CheckName, CheckState>;

/** WeChat sends a ticket every 10 minutes: two missed, and something is wrong. */
const lateMs = 25 * 60_000;

/** Where a platform stands on its way to work, from what is known of it. Pure. */
export function checksOf(platform: Platform, nowMs: number): Checks {
  const ticket = ticketState(platform, nowMs);
  return {
    ticket,
    token: tokenState(platform, ticket),
    address: platform.refusedIpAddress !== null ? "trouble" : platform.componentToken.refreshedAt ? "ok" : "todo",
    publishing: publishingState(platform),
  };
}

function ticketState({ ticketReceivedAt, ticketExpiresAt }: Platform, nowMs: number): CheckState {
  if (ticketReceivedAt === null) return "waiting";
  if (ticketExpiresAt !== null && ticketExpiresAt <= nowMs) return "trouble";
  return nowMs - ticketReceivedAt > lateMs ? "late" : "ok";
}

function tokenState({ componentToken }: Platform, ticket: CheckState): CheckState {
  if (componentToken.state === "failing") return "trouble";
  if (componentToken.state === "valid" || componentToken.state === "expiring") return "ok";
  if (ticket === "waiting" || ticket === "trouble") return "todo";
  return componentToken.refreshedAt === null ? "working" : "due";
}

function publishingState({ publishing: { state } }: Platform): CheckState {
  if (state === "confirmed" || state === "authorized") return "ok";
  return state === "checked" ? "partly" : "unknown";
}

/** How many are green. A token that nobody needs just now counts as such. */
export function countDone(checks: Checks): number {
  return checkNames.filter((name) => checks[name] === "ok" || checks[name] === "due").length;
}

/** Everything that Hufu needs to work; whether the platform is published is another matter. */
export function isWorking(checks: Checks): boolean {
  return [checks.ticket, checks.token, checks.address].every((state) => state === "ok" || state === "due");
}

/** How soon to look again, ms: quickly while something is expected, not at all once all is green. */
export function lookAgainMs(platform: Platform, nowMs: number): number | false {
  const checks = checksOf(platform, nowMs);
  if (platform.import.state === "running" || !isWorking(checks)) return 2_000;
  // A push with the previous keys may come at any time until they are forgotten.
  if (platform.keys.previousKept) return 5_000;
  return countDone(checks) === checkNames.length ? false : 15_000;
}
