import type { ReactNode } from "react";
import { cn } from "./cn.ts";

type Shape =
  | "dot"
  | "half"
  | "ring"
  | "question"
  | "tick"
  | "dashed"
  | "dotted"
  | "arc"
  | "clock"
  | "tick-ring"
  | "tick-disc"
  | "cross"
  | "triangle"
  | "pause"
  | "bar"
  | "back";

type Tone = "jade" | "amber" | "cinnabar" | "slate" | "bronze" | "quiet";

const tones: Record<Tone, string> = {
  jade: "text-jade",
  amber: "text-amber",
  cinnabar: "text-cinnabar",
  slate: "text-slate",
  bronze: "text-bronze",
  quiet: "text-ink-2",
};

const kinds = {
  bound: ["dot", "jade"],
  boundNoId: ["half", "jade"],
  unbound: ["ring", "quiet"],
  unknown: ["question", "slate"],
  authorized: ["tick", "jade"],
  ok: ["tick", "jade"],
  live: ["dot", "jade"],
  unclaimed: ["dashed", "amber"],
  queued: ["dotted", "quiet"],
  working: ["arc", "bronze"],
  scanning: ["arc", "slate"],
  waiting: ["clock", "amber"],
  reviewing: ["clock", "amber"],
  delayed: ["clock", "amber"],
  approved: ["tick-ring", "jade"],
  ready: ["tick-ring", "jade"],
  released: ["tick-disc", "jade"],
  rejected: ["cross", "cinnabar"],
  failed: ["triangle", "cinnabar"],
  missing: ["triangle", "amber"],
  warning: ["triangle", "amber"],
  paused: ["pause", "quiet"],
  cancelled: ["bar", "quiet"],
  expired: ["bar", "quiet"],
  withdrawn: ["back", "quiet"],
  rolledBack: ["back", "bronze"],
} as const satisfies Record<string, readonly [Shape, Tone]>;

/** What a state looks like; the word beside it is the caller's. */
export type StateKind = keyof typeof kinds;

const shapes: Record<Shape, ReactNode> = {
  dot: <circle cx="7" cy="7" r="4.5" fill="currentColor" stroke="none" />,
  half: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="M7 2.75a4.25 4.25 0 0 0 0 8.5z" fill="currentColor" stroke="none" />
    </>
  ),
  ring: <circle cx="7" cy="7" r="4.25" />,
  question: (
    <>
      <path d="M4.75 4.9a2.3 2.3 0 1 1 3.4 2.1C7.3 7.5 7 7.9 7 8.8" />
      <path d="M7 11.4v.1" strokeWidth="1.8" />
    </>
  ),
  tick: <path d="m2.5 7.5 3 3 6-6.75" />,
  dashed: <circle cx="7" cy="7" r="5" strokeDasharray="3.1 2.136" strokeDashoffset="1.5" strokeWidth="1.7" />,
  dotted: <circle cx="7" cy="7" r="5" strokeDasharray="0.01 2.243" strokeWidth="1.4" />,
  arc: (
    <>
      <circle cx="7" cy="7" r="5" opacity="0.3" />
      <path d="M7 2a5 5 0 0 1 5 5" />
    </>
  ),
  clock: (
    <>
      <circle cx="7" cy="7" r="5.25" />
      <path d="M7 4.25V7l1.75 1.25" />
    </>
  ),
  "tick-ring": (
    <>
      <circle cx="7" cy="7" r="5.25" />
      <path d="m4.75 7.2 1.6 1.6 2.9-3.2" />
    </>
  ),
  "tick-disc": (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" stroke="none" />
      <path d="m4.6 7.2 1.7 1.7 3.1-3.5" stroke="var(--surface)" />
    </>
  ),
  cross: <path d="m3 3 8 8m0-8-8 8" />,
  triangle: (
    <>
      <path d="M7 1.75 12.75 12H1.25z" />
      <path d="M7 5.5v3" />
      <path d="M7 10.2v.05" strokeWidth="1.7" />
    </>
  ),
  pause: <path d="M4.75 3v8m4.5-8v8" strokeWidth="1.75" />,
  bar: (
    <>
      <circle cx="7" cy="7" r="5.25" />
      <path d="M4.5 7h5" />
    </>
  ),
  back: <path d="M2 5.5h6.5a3.25 3.25 0 0 1 0 6.5H5M4.75 2.75 2 5.5l2.75 2.75" />,
};

/** 14 px sign of a state. Colour is never alone: put the word beside it (`State` does). */
export function StateGlyph({ kind, className }: { kind: StateKind; className?: string }) {
  const [shape, tone] = kinds[kind];
  return (
    <svg
      viewBox="0 0 14 14"
      className={cn("size-3.5 shrink-0", tones[tone], className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {shapes[shape]}
    </svg>
  );
}

export interface StateProps {
  kind: StateKind;
  /** The word. */
  children: ReactNode;
  /** Glyph after the word, for the right edge of a phone's row. */
  reversed?: boolean;
  className?: string;
}

/** Glyph and word; the word is ink, cinnabar only for rejected and failed. */
export function State({ kind, children, reversed = false, className }: StateProps) {
  const bad = kind === "rejected" || kind === "failed";
  return (
    <span className={cn("inline-flex items-center gap-1.5", bad ? "font-medium text-cinnabar" : "text-ink", className)}>
      {reversed ? null : <StateGlyph kind={kind} />}
      <span>{children}</span>
      {reversed ? <StateGlyph kind={kind} /> : null}
    </span>
  );
}
