"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { mostAccounts, readAccounts, writeAccounts } from "./account-address.ts";

/** The accounts chosen for a deployment, in the address, so that a reload or a shared link keeps them. */
export function useChosenAccounts() {
  const given = useSearchParams().get("accounts");
  const [ids, setIds] = useState<readonly string[]>(() => readAccounts(given, ""));
  const touched = useRef(false);

  // The fragment never reaches the server, so it is read once the page stands.
  useEffect(() => {
    const all = readAccounts(new URLSearchParams(window.location.search).get("accounts"), window.location.hash);
    if (all.length > 0) setIds((before) => (before.length === all.length ? before : all));
  }, []);
  useEffect(() => {
    if (!touched.current) return;
    const next = writeAccounts(window.location.href, ids);
    if (next !== window.location.pathname + window.location.search + window.location.hash)
      window.history.replaceState(null, "", next);
  }, [ids]);

  const change = (next: (before: readonly string[]) => readonly string[]) => {
    touched.current = true;
    setIds((before) => next(before).slice(0, mostAccounts));
  };
  return {
    ids,
    add: (more: readonly string[]) => change((before) => [...new Set([...before, ...more])]),
    remove: (some: readonly string[]) => {
      const gone = new Set(some);
      change((before) => before.filter((id) => !gone.has(id)));
    },
    clear: () => change(() => []),
  };
}

export type ChosenAccounts = ReturnType<typeof useChosenAccounts>;
