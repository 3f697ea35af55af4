import type { LedgerEntry } from "./ledger.ts";

/** One call or push on one line: virtual time (China), direction, what, of whom, outcome. */
export function lineOf(entry: Omit<LedgerEntry, "seq">): string {
  const time = new Date(entry.at + 8 * 3_600_000).toISOString().slice(11, 19);
  const what = entry.direction === "push" ? `push ${entry.kind} → ${entry.path || "nowhere"}` : entry.path;
  const outcome = entry.status === 0 ? "no answer" : entry.errcode === 0 ? "ok" : entry.errcode;
  return [time, entry.method, what, entry.appid ?? entry.component_appid ?? "-", outcome].join(" ");
}
