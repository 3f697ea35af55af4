import type { InferContractRouterOutputs } from "@orpc/contract";
import type { Contract } from "#lib/api/contract.ts";
import type { Role } from "#lib/core/contract.ts";

type StaffList = InferContractRouterOutputs<Contract>["staff"]["list"];
export type Member = StaffList["members"][number];
export type StaffInvitation = StaffList["invitations"][number];

/** One line of the staff list: a member, or a colleague who was invited and has not come yet. */
export type StaffRow =
  | { id: string; kind: "member"; member: Member }
  | { id: string; kind: "invitation"; invitation: StaffInvitation };

/** Members, then those invited. What was accepted or withdrawn is history, and an expired link of a member too. */
export function staffRows({ members, invitations }: StaffList): StaffRow[] {
  const known = new Set(members.map((member) => member.email.toLowerCase()));
  const rows: StaffRow[] = members.map((member) => ({ id: member.id, kind: "member", member }));
  for (const invitation of invitations) {
    const email = invitation.email.toLowerCase();
    if (known.has(email) || (invitation.state !== "open" && invitation.state !== "expired")) continue;
    // The newest comes first; an older one to the same address says nothing more.
    known.add(email);
    rows.push({ id: invitation.id, kind: "invitation", invitation });
  }
  return rows;
}

/** Whether a row is among those searched for, by name, e-mail and role. */
export function rowMatches(row: StaffRow, search: string, role: Role | null): boolean {
  const person = row.kind === "member" ? row.member : { ...row.invitation, name: "" };
  const folded = search.trim().toLowerCase();
  const isNamed = [person.name, person.email].some((text) => text.toLowerCase().includes(folded));
  return isNamed && (role === null || person.role === role);
}
