import { describe, expect, it } from "vitest";
import { type Member, rowMatches, type StaffInvitation, staffRows } from "./staff-rows.ts";

const member = (email: string): Member => ({
  id: `m-${email}`,
  name: "Lin Xiao",
  email,
  role: "owner",
  state: "active",
  createdAt: 1,
  lastSeenAt: null,
});
const invitation = (id: string, email: string, state: StaffInvitation["state"]): StaffInvitation => ({
  id,
  email,
  role: "viewer",
  state,
  createdBy: "Lin Xiao",
  createdAt: 1,
  expiresAt: 2,
});

describe("the staff list", () => {
  it("shows members, then open and expired invitations, and no history", () => {
    const rows = staffRows({
      members: [member("lin@example.cn")],
      invitations: [
        invitation("a", "zhou@example.cn", "open"),
        invitation("b", "wu@example.cn", "expired"),
        invitation("c", "he@example.cn", "revoked"),
        invitation("d", "Lin@example.cn", "accepted"),
        invitation("e", "zhou@example.cn", "expired"),
      ],
    });
    expect(rows.map((row) => row.id)).toEqual(["m-lin@example.cn", "a", "b"]);
  });

  it("finds by name, e-mail and role", () => {
    const [row] = staffRows({ members: [member("lin@example.cn")], invitations: [] });
    if (!row) throw new Error("no row");
    expect(rowMatches(row, " XIAO ", null)).toBe(true);
    expect(rowMatches(row, "example.cn", "owner")).toBe(true);
    expect(rowMatches(row, "example.cn", "viewer")).toBe(false);
    expect(rowMatches(row, "zhou", null)).toBe(false);
  });
});
