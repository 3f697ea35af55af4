"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import type { Permission } from "#lib/core/contract.ts";
import type { Me } from "#lib/staff/contract.ts";
import { api } from "./api.ts";

const MeContext = createContext<Me | undefined>(undefined);

/** Who is signed in, for all pages of the console. `initial` comes with the page, so that nothing flickers. */
export function MeProvider({ initial, children }: { initial: Me | undefined; children: ReactNode }) {
  const me = useQuery(api.staff.me.queryOptions({ staleTime: 60_000, ...(initial ? { initialData: initial } : {}) }));
  return <MeContext value={(me.data as Me | undefined) ?? initial}>{children}</MeContext>;
}

/** The signed-in person; undefined for the first moment when the page came without. */
export function useMe(): Me | undefined {
  return useContext(MeContext);
}

/** Whether to show a control. The API decides again. */
export function useMay(permission: Permission): boolean {
  return useMe()?.permissions.includes(permission) ?? false;
}
