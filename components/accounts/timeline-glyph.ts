import type { InferContractRouterOutputs } from "@orpc/contract";
import type { StateKind } from "#components/ui/state-glyph.tsx";
import type { Contract } from "#lib/api/contract.ts";

export type TimelineEntry = InferContractRouterOutputs<Contract>["accounts"]["timeline"][number];

/** Signs of actions that say more than their kind. */
const byAction: Record<string, StateKind> = {
  "accounts.revoke": "cancelled",
  "accounts.unauthorize": "cancelled",
  "deployments.release": "released",
  "deployments.released": "released",
  "deployments.approve": "approved",
  "deployments.approved": "approved",
  "deployments.reject": "rejected",
  "deployments.rejected": "rejected",
  "deployments.roll_back": "rolledBack",
  "deployments.withdraw": "withdrawn",
  "deployments.cancel": "cancelled",
};

const byKind: Record<TimelineEntry["kind"], StateKind> = {
  authorization: "authorized",
  binding: "live",
  deployment: "working",
  review: "reviewing",
  token: "ok",
  other: "queued",
};

/** The sign on the timeline's line. */
export function timelineGlyph(entry: TimelineEntry): StateKind {
  if (entry.outcome !== "done") return "failed";
  return byAction[entry.action] ?? byKind[entry.kind];
}
