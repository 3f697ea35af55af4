"use client";

import { useCallback, useMemo, useState } from "react";
import type { Target } from "#lib/deployments/contract.ts";

/** Chosen targets; they stay chosen over pages and filters, with what was last seen of them. */
export function useTargetSelection() {
  const [ids, set] = useState<ReadonlySet<string>>(new Set());
  const [seen, setSeen] = useState<ReadonlyMap<string, Target>>(new Map());
  const note = useCallback((rows: readonly Target[]) => {
    setSeen((before) => {
      const changed = rows.some((row) => before.get(row.id)?.since !== row.since || !before.has(row.id));
      return changed ? new Map([...before, ...rows.map((row) => [row.id, row] as const)]) : before;
    });
  }, []);
  const targets = useMemo(
    () => [...ids].map((id) => seen.get(id)).filter((target): target is Target => target !== undefined),
    [ids, seen],
  );
  return { ids, set, note, targets };
}

export type TargetSelection = ReturnType<typeof useTargetSelection>;
