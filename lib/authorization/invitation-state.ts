import type { InvitationState } from "./contract.ts";
import type { InvitationRow } from "./store.ts";

const openStates = ["created", "opened", "choosing"] as const;

/** The state people see: an open invitation is expired when its time has come, whatever was written. Pure. */
export function stateAt(row: Pick<InvitationRow, "state" | "expiresAt">, nowMs: number): InvitationState {
  const isOpen = (openStates as readonly string[]).includes(row.state);
  return isOpen && row.expiresAt <= nowMs ? "expired" : row.state;
}

/** Whether a merchant may start WeChat's page from it: also again after choosing a wrong account. Pure. */
export function mayOpen(row: Pick<InvitationRow, "state" | "expiresAt">, nowMs: number): boolean {
  return row.expiresAt > nowMs && row.state !== "authorized" && row.state !== "cancelled";
}
