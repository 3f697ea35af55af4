"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

export const actorKinds = ["staff", "system", "wechat", "merchant", "anonymous"] as const;
export const outcomes = ["done", "failed", "denied"] as const;

const filters = {
  q: parseAsString.withDefault(""),
  who: parseAsStringLiteral(actorKinds),
  person: parseAsString,
  verb: parseAsString,
  outcome: parseAsStringLiteral(outcomes),
  account: parseAsString,
  within: parseAsInteger,
  cursor: parseAsString,
  direction: parseAsStringLiteral(["next", "previous"] as const).withDefault("next"),
  /** The opened entry. */
  entry: parseAsInteger,
};

/** The audit page's address: filters, page and opened entry. */
export function useAuditFilters() {
  const [state, setState] = useQueryStates(filters, { history: "push" });
  const { q, who, person, verb, outcome, account, within, cursor, direction } = state;
  return {
    state,
    input: {
      limit: 50,
      direction,
      ...(cursor ? { cursor } : {}),
      ...(q ? { search: q.slice(0, 64) } : {}),
      ...(who ? { actorKind: who } : {}),
      ...(person ? { actorId: person } : {}),
      ...(verb ? { action: verb } : {}),
      ...(outcome ? { outcome } : {}),
      ...(account ? { appId: account } : {}),
      ...(within === null ? {} : { withinDays: Math.min(3_650, Math.max(1, within)) }),
    },
    filtered: [q || null, who, person, verb, outcome, account, within].some((value) => value !== null),
    /** A filter changes the list, so the page starts again. */
    set: (values: Parameters<typeof setState>[0] & object) =>
      void setState({ ...values, cursor: null, direction: null, entry: null }),
    open: (entry: number | null) => void setState({ entry }, { history: "replace" }),
    go: (next: string | null, way: "next" | "previous") => void setState({ cursor: next, direction: way, entry: null }),
    clear: () => void setState(null),
  };
}
