"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { roles } from "./words.ts";

const params = {
  q: parseAsString.withDefault(""),
  role: parseAsStringLiteral(roles),
  /** The open dialog. */
  dialog: parseAsStringLiteral(["invite", "role", "disable", "withdraw"] as const),
  /** Whom the dialog is about: a member's or an invitation's id. */
  who: parseAsString,
  /** The role that the dialog asks about. */
  become: parseAsStringLiteral(roles),
};

/** The staff page's address: search, filter and open dialog. */
export function useStaffAddress() {
  const [state, setState] = useQueryStates(params, { history: "push" });
  return {
    state,
    find: (values: Partial<Pick<typeof state, "q" | "role">>) => void setState({ ...values, ...shut }),
    clear: () => void setState(null),
    open: (values: Partial<Pick<typeof state, "dialog" | "who" | "become">>) => void setState({ ...shut, ...values }),
    close: () => void setState(shut, { history: "replace" }),
  };
}

const shut = { dialog: null, who: null, become: null };

export type StaffAddress = ReturnType<typeof useStaffAddress>;
