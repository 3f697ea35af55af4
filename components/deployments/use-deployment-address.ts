"use client";

import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { targetStates } from "./words.ts";

const asks = ["cancel", "retry", "skip", "submit", "withdraw", "release", "roll_back"] as const;
export type AskAction = (typeof asks)[number];

const address = {
  state: parseAsStringLiteral(targetStates),
  q: parseAsString.withDefault(""),
  cursor: parseAsString,
  direction: parseAsStringLiteral(["next", "previous"] as const).withDefault("next"),
  /** AppID whose target is open in the side panel. */
  target: parseAsString,
  /** AppID whose trial version's QR code is shown. */
  qr: parseAsString,
  /** The question that is open, and for whom: all that may (none), the chosen rows, or one AppID. */
  ask: parseAsStringLiteral(asks),
  for: parseAsString,
  config: parseAsBoolean.withDefault(false),
};

/** All that the deployment's page shows, in its address. */
export function useDeploymentAddress() {
  const [state, set] = useQueryStates(address, { history: "push" });
  return {
    state,
    filter: (values: { state?: (typeof targetStates)[number] | null; q?: string | null }) =>
      void set({ ...values, cursor: null, direction: null }),
    go: (cursor: string, direction: "next" | "previous") => void set({ cursor, direction }),
    open: (values: { target?: string | null; qr?: string | null; config?: true | null }) => void set(values),
    ask: (action: AskAction, whom: string | null = null) => void set({ ask: action, for: whom }),
    answer: () => void set({ ask: null, for: null }),
  };
}

export type DeploymentAddress = ReturnType<typeof useDeploymentAddress>;
