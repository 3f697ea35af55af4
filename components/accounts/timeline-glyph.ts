import type { InferContractRouterOutputs } from "@orpc/contract";
import { bindingGlyphs } from "#components/binding/binding-glyphs.ts";
import type { StateKind } from "#components/ui/state-glyph.tsx";
import type { Contract } from "#lib/api/contract.ts";

export type TimelineEntry = InferContractRouterOutputs<Contract>["accounts"]["timeline"][number];

/** Signs of actions that say more than their kind. */
const byAction: Record<string, StateKind> = {
  "accounts.revoke": "cancelled",
  "accounts.park": "unclaimed",
  "accounts.lose": "failed",
  "invitations.wrong_account": "rejected",
  "deployments.release": "released",
  "deployments.approve": "approved",
  "deployments.reject": "rejected",
  "deployments.delay": "delayed",
  "deployments.roll_back": "rolledBack",
  "deployments.withdraw": "withdrawn",
  "deployments.cancel_target": "cancelled",
};

const byKind: Record<TimelineEntry["kind"], StateKind> = {
  authorization: "authorized",
  binding: "live",
  deployment: "working",
  review: "reviewing",
  token: "ok",
  other: "queued",
};

/** Actions whose own sentence already says that it went wrong. */
const saysSo = new Set([
  "accounts.park",
  "invitations.wrong_account",
  "deployments.reject",
  "deployments.fail",
  "deployments.scan",
]);

/** Whether the sentence must add that the action failed or was refused. */
export function addsOutcome(entry: Pick<TimelineEntry, "action" | "outcome">): boolean {
  return entry.outcome !== "done" && !saysSo.has(entry.action);
}

/** The sign on the timeline's line. */
export function timelineGlyph(entry: Pick<TimelineEntry, "action" | "kind" | "outcome" | "summary">): StateKind {
  if (entry.action === "binding.ask" && entry.outcome === "done") return bindingGlyph(entry.summary.state);
  const own = byAction[entry.action];
  if (entry.outcome !== "done" && !(own && saysSo.has(entry.action))) return "failed";
  return own ?? byKind[entry.kind];
}

function bindingGlyph(state: unknown): StateKind {
  const known = Object.entries(bindingGlyphs).find(([name]) => name === state);
  return known ? known[1] : "unknown";
}
