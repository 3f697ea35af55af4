"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { readSort, type Sort, writeSort } from "./sort.ts";

export type { Sort } from "./sort.ts";

const paging = {
  cursor: parseAsString,
  direction: parseAsStringLiteral(["next", "previous"] as const).withDefault("next"),
};

/**
 * Sort and keyset page of a list, in the address: `?sort=-authorizedAt&cursor=…&direction=previous`.
 * Use `restart` in every setter of a filter, since a cursor belongs to one filter and one sort.
 */
export function useListAddress<Key extends string>(sortKeys: readonly Key[], first: Sort<Key>) {
  const [state, setState] = useQueryStates({ sort: parseAsString, ...paging }, { history: "push" });
  const sort = readSort(state.sort, sortKeys) ?? first;
  return {
    sort,
    setSort: (next: Sort<Key>) =>
      setState({ sort: same(next, first) ? null : writeSort(next), cursor: null, direction: null }),
    /** For the API's input. */
    page: { ...(state.cursor ? { cursor: state.cursor } : {}), direction: state.direction },
    /** Pass the answer's cursors; null ones give undefined, which `Pager` shows as disabled. */
    pager: (answer: { nextCursor: string | null; previousCursor: string | null } | undefined) => ({
      onOlder: answer?.nextCursor ? () => void setState({ cursor: answer.nextCursor, direction: null }) : undefined,
      onNewer: answer?.previousCursor
        ? () => void setState({ cursor: answer.previousCursor, direction: "previous" })
        : undefined,
    }),
    restart: () => setState({ cursor: null, direction: null }),
  };
}

function same(a: Sort, b: Sort): boolean {
  return a.by === b.by && a.order === b.order;
}
