import type { ReactNode } from "react";

/** Two panels that meet along the mark's stepped seam; below 900 px one above the other. */
export function SeamPanel({ start, end }: { start: ReactNode; end: ReactNode }) {
  return (
    <div className="grid rounded-lg border border-edge bg-surface desk:grid-cols-[minmax(0,1fr)_25px_minmax(0,1fr)]">
      <section className="min-w-0 px-5 py-4">{start}</section>
      <div className="relative max-desk:h-[25px]" aria-hidden="true">
        <svg
          viewBox="0 0 25 100"
          preserveAspectRatio="none"
          className="absolute inset-0 hidden size-full desk:block"
          aria-hidden="true"
        >
          <Seam d="M24.5 0V33.33H12.5V66.67H.5V100" />
        </svg>
        <svg
          viewBox="0 0 100 25"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full desk:hidden"
          aria-hidden="true"
        >
          <Seam d="M0 24.5H33.33V12.5H66.67V.5H100" />
        </svg>
      </div>
      <section className="min-w-0 px-5 py-4">{end}</section>
    </div>
  );
}

function Seam({ d }: { d: string }) {
  return <path d={d} fill="none" className="stroke-edge" strokeWidth="1" vectorEffect="non-scaling-stroke" />;
}
