"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";

/** As many as one deployment may have. */
export const mostAccounts = 5_000;
/** More AppIDs than this go behind the `#`: a server refuses addresses of more than some kilobytes. */
const mostInQuery = 200;
const appIdShape = /^wx[0-9a-zA-Z_-]{4,60}$/;

/** AppIDs of an address: `?accounts=a,b` for some, `#accounts=a,b,…` for thousands. */
export function readAccounts(query: string | null, fragment: string): string[] {
  const behind = new URLSearchParams(fragment.replace(/^#/, "")).get("accounts");
  const ids = [query, behind].flatMap((text) => (text ?? "").split(","));
  return [...new Set(ids.filter((id) => appIdShape.test(id)))].slice(0, mostAccounts);
}

/** The address of this page with these accounts in it. */
export function writeAccounts(href: string, ids: readonly string[]): string {
  const url = new URL(href);
  url.searchParams.delete("accounts");
  url.hash = "";
  const query = url.searchParams.toString();
  const base = url.pathname + (query ? `?${query}` : "");
  if (ids.length === 0) return base;
  // Commas are written as they are: AppIDs have none, and the address stays readable.
  if (ids.length > mostInQuery) return `${base}#accounts=${ids.join(",")}`;
  return `${base}${query ? "&" : "?"}accounts=${ids.join(",")}`;
}

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
