"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useListAddress } from "#components/ui/use-list-address.ts";
import { accountSorts, bindingStates, grantStates, kinds } from "./words.ts";

const filters = {
  q: parseAsString.withDefault(""),
  platform: parseAsString,
  kind: parseAsStringLiteral(kinds),
  state: parseAsStringLiteral(grantStates),
  binding: parseAsStringLiteral(bindingStates),
  /** Permission set id; 0 is any set that Hufu needs. */
  missing: parseAsInteger,
  /** Authorized in the last N days. */
  within: parseAsInteger,
};

/** Search, filters, sort and page of the accounts list, all in the address; `input` is what the API takes. */
export function useAccountFilters() {
  const [filter, setFilter] = useQueryStates(filters, { history: "push" });
  const list = useListAddress(accountSorts, { by: "authorized", order: "desc" });
  const { q, platform, kind, state, binding, missing, within } = filter;
  const chosen = { platform, kind, state, binding, missing, within };
  return {
    filter,
    list,
    input: {
      ...list.page,
      limit: 50,
      sort: list.sort.by,
      order: list.sort.order,
      ...(q ? { search: q.slice(0, 64) } : {}),
      ...(platform ? { platform } : {}),
      ...(kind ? { kind } : {}),
      ...(state ? { state } : {}),
      ...(binding ? { binding } : {}),
      ...(missing === null ? {} : { missingSet: missing }),
      ...(within === null ? {} : { withinDays: Math.min(365, Math.max(1, within)) }),
    },
    /** How many filters are on, the search not counted. */
    active: Object.values(chosen).filter((value) => value !== null).length,
    set(values: Parameters<typeof setFilter>[0]) {
      void setFilter(values);
      void list.restart();
    },
    clear() {
      void setFilter(null);
      void list.restart();
    },
  };
}

export type AccountFilters = ReturnType<typeof useAccountFilters>;
