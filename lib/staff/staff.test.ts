import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { openTestStore } from "#db/testing.ts";
import { auditEntries } from "#lib/audit/testing.ts";
import { testKeyring } from "#lib/core/cipher.ts";
import { fixedClock } from "#lib/core/clock.ts";
import type { Context, Services } from "#lib/core/context.ts";
import { readEnv } from "#lib/core/env.ts";
import { createLogger } from "#lib/core/logging.ts";
import { createWechatClient } from "#lib/wechat/index.ts";
import { acceptLink, describeLink } from "./accept-link.ts";
import { disableMember, enableMember, setRole } from "./change-member.ts";
import { changePassword } from "./change-password.ts";
import { describeMe } from "./describe-me.ts";
import { contextOfSession, prepareFirstOwner, signIn, signInProblem, signOut } from "./index.ts";
import { inviteStaff, revokeInvitation } from "./invite-staff.ts";
import { listStaff } from "./list-staff.ts";
import { listSessions, revokeSession } from "./manage-sessions.ts";
import { checkPassword, hashPassword } from "./password-hash.ts";
import { anonymous, signedInAs, testPassword } from "./testing.ts";

const hourMs = 3_600_000;
let services: Services;
let clock: ReturnType<typeof fixedClock>;

beforeEach(async () => {
  clock = fixedClock(Date.UTC(2026, 10, 22, 4));
  const env = readEnv({ NODE_ENV: "test" });
  const log = createLogger("silent");
  const store = await openTestStore(inject("dialect"));
  const wechat = createWechatClient({ apiUrl: "http://127.0.0.1:9", clock, log });
  services = { env, store, clock, log, keyring: testKeyring(), wechat };
});

afterEach(() => services.store.close());

const tokenOf = (link: string) => new URL(link).hash.slice(1);

async function again(ctx: Context): Promise<Context> {
  if (ctx.actor.kind !== "staff") throw new Error("not signed in");
  return contextOfSession(services, ctx.origin, ctx.actor.sessionId);
}

async function staffId(ctx: Context): Promise<string> {
  return (await describeMe(ctx)).id;
}

describe("the first owner", () => {
  test("a link makes one owner, once; then there is no other link", async () => {
    const link = await prepareFirstOwner(services);
    const token = tokenOf(link!);
    const guest = anonymous(services);
    expect(await describeLink(guest, { token })).toMatchObject({ purpose: "owner", role: "owner", email: null });
    const member = { token, name: "林晓", email: "Owner@Example.com", password: testPassword };
    const both = await Promise.allSettled([acceptLink(guest, member), acceptLink(guest, member)]);
    expect(both.filter((end) => end.status === "fulfilled")).toHaveLength(1);
    await expect(describeLink(guest, { token })).rejects.toMatchObject({ code: "staff_link_invalid" });
    expect(await prepareFirstOwner(services)).toBeNull();
    const signedIn = await signIn(guest, { email: "owner@example.COM", password: testPassword });
    expect(signedIn.name).toBe("林晓");
  });

  test("each start makes a new link and ends the one before; it lives an hour", async () => {
    const first = tokenOf((await prepareFirstOwner(services))!);
    const second = tokenOf((await prepareFirstOwner(services))!);
    await expect(describeLink(anonymous(services), { token: first })).rejects.toMatchObject({
      code: "staff_link_invalid",
    });
    clock.advance(hourMs);
    await expect(describeLink(anonymous(services), { token: second })).rejects.toMatchObject({
      code: "staff_link_invalid",
    });
  });

  test("an unattended start takes the owner from the environment and prints no link", async () => {
    const env = readEnv({ HUFU_OWNER_EMAIL: "ops@example.com", HUFU_OWNER_PASSWORD: testPassword });
    expect(await prepareFirstOwner({ ...services, env })).toBeNull();
    expect(await prepareFirstOwner({ ...services, env })).toBeNull();
    const { staffId } = await signIn(anonymous(services), { email: "ops@example.com", password: testPassword });
    expect(staffId).toBeTruthy();
  });

  test("the link's secret is in no table", async () => {
    const token = tokenOf((await prepareFirstOwner(services))!);
    const rows = await services.store.db.select().from(services.store.t.staffLinks);
    expect(JSON.stringify([rows, await auditEntries(services)])).not.toContain(token);
  });
});

describe("passwords", () => {
  test("a hash is argon2id and only its password opens it", async () => {
    const phc = await hashPassword("密码很长的一句话 12");
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await checkPassword("密码很长的一句话 12", phc)).toBe(true);
    expect(await checkPassword("密码很长的一句话 13", phc)).toBe(false);
    expect(await checkPassword("x", "$2b$10$nothing")).toBe(false);
  });

  test("changing it needs the current one and ends the other sessions", async () => {
    const here = await signedInAs(services, "operator");
    const elsewhere = await signedInAs(services, "operator");
    const next = "another long sentence";
    await expect(changePassword(here, { current: "wrong wrong wrong", next })).rejects.toMatchObject({
      code: "staff_password_wrong",
    });
    await changePassword(here, { current: testPassword, next });
    expect((await again(here)).actor.kind).toBe("staff");
    expect((await again(elsewhere)).actor.kind).toBe("anonymous");
    await expect(
      signIn(anonymous(services), { email: "operator@example.com", password: testPassword }),
    ).rejects.toMatchObject({ code: "sign_in_wrong" });
  });
});

describe("signing in", () => {
  const wrong = { email: "owner@example.com", password: "wrong wrong wrong" };

  async function fail(times: number, input = wrong, ctx = anonymous(services)) {
    const codes: string[] = [];
    for (let n = 0; n < times; n += 1)
      codes.push(
        await signIn(ctx, input).then(
          () => "in",
          (error: unknown) => signInProblem(error),
        ),
      );
    return codes;
  }

  test("a wrong password and an unknown address look the same", async () => {
    await signedInAs(services, "owner");
    expect(await fail(1)).toEqual(["sign_in_wrong"]);
    expect(await fail(1, { ...wrong, email: "nobody@example.com" })).toEqual(["sign_in_wrong"]);
  });

  test("five failures close the account for a time that is said, and that doubles", async () => {
    await signedInAs(services, "owner");
    await fail(5);
    expect(await fail(1)).toEqual([`sign_in_throttled:${clock.now() + 2_000}`]);
    const right = { email: wrong.email, password: testPassword };
    expect(await fail(1, right)).toEqual([`sign_in_throttled:${clock.now() + 2_000}`]);
    clock.advance(2_000);
    expect(await fail(2)).toEqual(["sign_in_wrong", `sign_in_throttled:${clock.now() + 4_000}`]);
    clock.advance(4_000);
    expect(await fail(1, right)).toEqual(["in"]);
    expect(await fail(4)).toEqual(Array(4).fill("sign_in_wrong"));
  });

  test("30 guesses at once get no further than five", async () => {
    await signedInAs(services, "owner");
    const codes = (await Promise.all(Array.from({ length: 30 }, () => fail(1)))).flat();
    expect(codes.filter((code) => code === "sign_in_wrong")).toHaveLength(5);
  });

  test("one address that tries many accounts is slowed down", async () => {
    const codes: string[] = [];
    for (let n = 0; n < 21; n += 1) codes.push(...(await fail(1, { ...wrong, email: `a${n}@example.com` })));
    expect(codes.at(-1)).toMatch(/^sign_in_throttled:/);
    const elsewhere = { ...anonymous(services) };
    elsewhere.origin = { ...elsewhere.origin, ipAddress: "198.51.100.9" };
    expect(await fail(1, { ...wrong, email: "b@example.com" }, elsewhere)).toEqual(["sign_in_wrong"]);
  });

  test("success and failure are both in the audit log, without what was typed", async () => {
    await signedInAs(services, "owner");
    await fail(1, { ...wrong, email: "typed-by-mistake@example.com" });
    await fail(1);
    const entries = (await auditEntries(services)).filter((entry) => entry.action === "staff.sign_in");
    expect(entries.map((entry) => [entry.outcome, entry.detail.reason])).toEqual([
      ["failed", "wrong_password"],
      ["failed", "unknown"],
      ["done", undefined],
    ]);
    expect(JSON.stringify(entries)).not.toContain("typed-by-mistake");
    expect(entries[0]?.ipAddress).toBe("203.0.113.7");
  });
});

describe("sessions", () => {
  test("end after 12 idle hours, and after 7 days however busy", async () => {
    const idle = await signedInAs(services, "owner");
    clock.advance(12 * hourMs - 1);
    expect((await again(idle)).actor.kind).toBe("staff");
    clock.advance(12 * hourMs);
    expect((await again(idle)).actor.kind).toBe("anonymous");
    const busy = await signedInAs(services, "owner");
    for (let hours = 0; hours < 7 * 24 - 1; hours += 11) {
      expect((await again(busy)).actor.kind).toBe("staff");
      clock.advance(11 * hourMs);
    }
    expect((await again(busy)).actor.kind).toBe("anonymous");
  });

  test("signing out ends the session on the server", async () => {
    const ctx = await signedInAs(services, "viewer");
    await signOut(ctx);
    expect((await again(ctx)).actor.kind).toBe("anonymous");
  });

  test("one sees and ends one's own; administrators everybody's, but not an owner's", async () => {
    const owner = await signedInAs(services, "owner");
    const admin = await signedInAs(services, "admin");
    const viewer = await signedInAs(services, "viewer");
    const seen = await listSessions(viewer);
    expect(seen.map((session) => [session.staffName, session.current])).toEqual([["viewer", true]]);
    const all = await listSessions(admin);
    const ownersId = all.find((session) => session.staffName === "林晓")!.id;
    await expect(revokeSession(viewer, { id: ownersId })).rejects.toMatchObject({ code: "session_not_found" });
    await expect(revokeSession(admin, { id: ownersId })).rejects.toMatchObject({ code: "staff_owner_only" });
    await revokeSession(admin, { id: seen[0]!.id });
    expect((await again(viewer)).actor.kind).toBe("anonymous");
    expect((await again(owner)).actor.kind).toBe("staff");
  });
});

describe("members", () => {
  test("a disabled member is out with the next request, and back when enabled", async () => {
    const owner = await signedInAs(services, "owner");
    const viewer = await signedInAs(services, "viewer");
    const id = await staffId(viewer);
    await disableMember(owner, { id });
    expect((await again(viewer)).actor.kind).toBe("anonymous");
    const again_ = { email: "viewer@example.com", password: testPassword };
    await expect(signIn(anonymous(services), again_)).rejects.toMatchObject({ code: "sign_in_wrong" });
    await enableMember(owner, { id });
    expect((await signIn(anonymous(services), again_)).staffId).toBe(id);
  });

  test("a new role counts with the next request", async () => {
    const owner = await signedInAs(services, "owner");
    const viewer = await signedInAs(services, "viewer");
    await setRole(owner, { id: await staffId(viewer), role: "releaser" });
    expect((await describeMe(await again(viewer))).permissions).toContain("deployments.create");
    const [entry] = await auditEntries(services, 1);
    expect(entry).toMatchObject({
      action: "staff.set_role",
      before: { role: "viewer" },
      after: { role: "releaser" },
      actor: { kind: "staff", name: "林晓" },
    });
  });

  test("the last owner stays, also when two owners demote each other at once", async () => {
    const owner = await signedInAs(services, "owner");
    const id = await staffId(owner);
    await expect(setRole(owner, { id, role: "admin" })).rejects.toMatchObject({ code: "staff_last_owner" });
    await expect(disableMember(owner, { id })).rejects.toMatchObject({ code: "staff_self" });
    const second = await signedInAs(services, "admin");
    const secondId = await staffId(second);
    await setRole(owner, { id: secondId, role: "owner" });
    const secondAsOwner = await again(second);
    const ends = await Promise.allSettled([
      setRole(owner, { id: secondId, role: "viewer" }),
      setRole(secondAsOwner, { id, role: "viewer" }),
    ]);
    expect(ends.filter((end) => end.status === "fulfilled")).toHaveLength(1);
  });

  test("administrators neither make nor touch owners", async () => {
    const owner = await signedInAs(services, "owner");
    const admin = await signedInAs(services, "admin");
    const only = { code: "staff_owner_only" };
    await expect(inviteStaff(admin, { email: "x@example.com", role: "owner" })).rejects.toMatchObject(only);
    await expect(setRole(admin, { id: await staffId(admin), role: "owner" })).rejects.toMatchObject(only);
    await expect(setRole(admin, { id: await staffId(owner), role: "viewer" })).rejects.toMatchObject(only);
    await expect(disableMember(admin, { id: await staffId(owner) })).rejects.toMatchObject(only);
  });

  test.each(["operator", "releaser", "viewer"] as const)("a %s changes nobody", async (role) => {
    const ctx = await signedInAs(services, role);
    const forbidden = { code: "forbidden" };
    await expect(inviteStaff(ctx, { email: "x@example.com", role: "viewer" })).rejects.toMatchObject(forbidden);
    await expect(setRole(ctx, { id: await staffId(ctx), role: "owner" })).rejects.toMatchObject(forbidden);
    await expect(disableMember(ctx, { id: "x" })).rejects.toMatchObject(forbidden);
    expect((await listStaff(ctx)).members.length).toBeGreaterThan(0);
  });
});

describe("invitations", () => {
  test("work once, for their address only, for seven days", async () => {
    const owner = await signedInAs(services, "owner");
    const { link, invitation } = await inviteStaff(owner, { email: "he@example.com", role: "viewer" });
    expect(link).toContain("/setup#");
    const guest = anonymous(services);
    const member = { token: tokenOf(link), name: "何青", email: "he@example.com", password: testPassword };
    await expect(acceptLink(guest, { ...member, email: "other@example.com" })).rejects.toMatchObject({
      code: "staff_link_email",
    });
    await acceptLink(guest, member);
    await expect(acceptLink(guest, member)).rejects.toMatchObject({ code: "staff_link_invalid" });
    const { members, invitations } = await listStaff(owner);
    expect(members.map((row) => row.name)).toContain("何青");
    expect(invitations.find((row) => row.id === invitation.id)?.state).toBe("accepted");
    const late = await inviteStaff(owner, { email: "late@example.com", role: "viewer" });
    clock.advance(7 * 24 * hourMs);
    await expect(describeLink(guest, { token: tokenOf(late.link) })).rejects.toMatchObject({
      code: "staff_link_invalid",
    });
  });

  test("a second invitation to an address ends the first; a revoked one is dead", async () => {
    const owner = await signedInAs(services, "owner");
    const first = await inviteStaff(owner, { email: "he@example.com", role: "viewer" });
    const second = await inviteStaff(owner, { email: "HE@example.com", role: "operator" });
    const guest = anonymous(services);
    await expect(describeLink(guest, { token: tokenOf(first.link) })).rejects.toMatchObject({
      code: "staff_link_invalid",
    });
    expect((await revokeInvitation(owner, { id: second.invitation.id })).state).toBe("revoked");
    await expect(describeLink(guest, { token: tokenOf(second.link) })).rejects.toMatchObject({
      code: "staff_link_invalid",
    });
    await expect(revokeInvitation(owner, { id: second.invitation.id })).rejects.toMatchObject({
      code: "staff_invitation_closed",
    });
  });

  test("a member's address cannot be invited again", async () => {
    const owner = await signedInAs(services, "owner");
    await expect(inviteStaff(owner, { email: "OWNER@example.com", role: "viewer" })).rejects.toMatchObject({
      code: "staff_email_taken",
    });
  });
});
