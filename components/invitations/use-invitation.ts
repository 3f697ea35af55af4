"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "#components/shell/api.ts";
import type { Invitation } from "#lib/authorization/contract.ts";
import { isOpen } from "./words.ts";

/**
 * One invitation, asked for every second while it is open (and the page is seen). `arrived` turns true when
 * its authorization comes while one looks.
 */
export function useInvitation(id: string) {
  const cache = useQueryClient();
  const query = useQuery(
    api.invitations.get.queryOptions({
      input: { id },
      staleTime: 0,
      refetchInterval: ({ state }) => (state.data && isSettled(state.data) ? 15_000 : 1_000),
    }),
  );
  const state = query.data?.state;
  const before = useRef(state);
  const [arrived, setArrived] = useState(false);
  useEffect(() => {
    const was = before.current;
    before.current = state;
    if (!state || !was || was === state) return;
    if (state === "authorized") setArrived(true);
    void cache.invalidateQueries({ queryKey: api.invitations.list.key() });
    void cache.invalidateQueries({ queryKey: api.overview.key() });
    void cache.invalidateQueries({ queryKey: api.accounts.key() });
  }, [state, cache]);
  return { query, arrived };
}

/** Ended, and the account's name has been read: until then its AppID stands for it. */
function isSettled(invitation: Invitation): boolean {
  if (isOpen(invitation.state)) return false;
  return invitation.account === null || invitation.account.name !== invitation.account.appId;
}
