"use client";

import { useSyncExternalStore } from "react";

/** Whether the query matches; false on the server and while hydrating. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** Below 900 px: the rail is a drawer, tables are two-line rows. */
export function useNarrow(): boolean {
  return useMediaQuery("(width < 900px)");
}
