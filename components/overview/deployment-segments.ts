import type { FillTone, Segment } from "#components/ui/segmented-bar.tsx";
import type { Deployment } from "#lib/deployments/contract.ts";

type Counts = Deployment["counts"];
type TargetState = keyof Counts;

/** The sixteen target states as the nine that a small bar can tell apart, troubles last. */
const groups = {
  released: { tone: "jade", states: ["released"] },
  approved: { tone: "jade2", states: ["approved", "releasing"] },
  reviewing: { tone: "amber", states: ["submitting", "reviewing", "delayed"] },
  committed: { tone: "slate", states: ["committed"] },
  working: { tone: "bronze", states: ["preflight", "committing", "scanning"] },
  queued: { tone: "queued", states: ["queued"] },
  ended: { tone: "slate2", states: ["cancelled", "withdrawn", "rolled_back"] },
  rejected: { tone: "rejected", states: ["rejected"] },
  failed: { tone: "cinnabar", states: ["failed"] },
} as const satisfies Record<string, { tone: FillTone; states: readonly TargetState[] }>;

export type SegmentKey = keyof typeof groups;

/** Sum over the groups given. */
export function countOf(counts: Counts, ...keys: SegmentKey[]): number {
  return keys
    .flatMap((key) => groups[key].states as readonly TargetState[])
    .reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}

/** Segments of the bar; `word` names each group. */
export function segmentsOf(counts: Counts, word: (key: SegmentKey) => string): Segment[] {
  return (Object.keys(groups) as SegmentKey[]).map((key) => ({
    key,
    label: word(key),
    count: countOf(counts, key),
    tone: groups[key].tone,
  }));
}
