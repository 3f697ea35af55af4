"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback } from "react";
import { useListAddress } from "#components/ui/use-list-address.ts";
import { firstEventsPage } from "./first-page.ts";
import { eventStates } from "./words.ts";

const params = {
  kind: parseAsString,
  state: parseAsStringLiteral(eventStates),
  account: parseAsString,
  /** The opened event. */
  event: parseAsString,
};

const appIdShape = /^wx[0-9a-zA-Z_-]{4,60}$/;

/** The events page's address: filters, page and opened event. */
export function useEventFilters() {
  const [state, setState] = useQueryStates(params, { history: "push" });
  const list = useListAddress(["received"], { by: "received", order: "desc" });
  const { kind, account } = state;
  const open = useCallback(
    (id: string | null) => void setState({ event: id }, { history: id ? "push" : "replace" }),
    [setState],
  );
  return {
    state,
    list,
    input: {
      ...firstEventsPage,
      ...list.page,
      ...(kind ? { kind: kind.slice(0, 64) } : {}),
      ...(state.state ? { state: state.state } : {}),
      ...(account && appIdShape.test(account) ? { appId: account } : {}),
    },
    filtered: kind !== null || state.state !== null || account !== null,
    set: (values: Partial<Pick<typeof state, "kind" | "state" | "account">>) => {
      void setState({ ...values, event: null });
      void list.restart();
    },
    /** Stays the same function, for columns. */
    open,
    clear: () => {
      void setState(null);
      void list.restart();
    },
  };
}

export type EventFilters = ReturnType<typeof useEventFilters>;
