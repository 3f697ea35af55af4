import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { findAccount } from "#lib/accounts/index.ts";
import { listAudit } from "#lib/audit/index.ts";
import { openTestConsole, type TestConsole } from "#lib/callbacks/testing.ts";
import type { Context } from "#lib/core/context.ts";
import { signedInAs } from "#lib/staff/testing.ts";
import { withAccountToken, withComponentToken } from "#lib/tokens/index.ts";
import { createPreAuthCode, getAccountInfo } from "#lib/wechat/index.ts";
import { cancelInvitation } from "./cancel-invitation.ts";
import { claimGrant, listUnclaimed } from "./claim-grant.ts";
import { createInvitation } from "./create-invitation.ts";
import { handleAuthorized } from "./handle-authorized.ts";
import { handleUnauthorized } from "./handle-unauthorized.ts";
import { getInvitation, listInvitations } from "./list-invitations.ts";

let hall: TestConsole;
let operator: Context;
let viewer: Context;
let used = 0;

beforeAll(async () => {
  hall = await openTestConsole({ dialect: inject("dialect"), isDeaf: true, isIdle: true });
  operator = await signedInAs(hall.services, "operator");
  viewer = await signedInAs(hall.services, "viewer");
}, 120_000);
afterAll(() => hall?.close());

const nextAppId = () => hall.simulator.world.accounts[used++]?.appid ?? "";
const key = (appId: string) => ({ componentAppId: hall.componentAppId, appId });

/** A signed event, as it would come out of the inbox, for a code that the merchant confirmed. */
async function confirmed(appId: string, preAuthCode: string) {
  hall.simulator.world.clock.advance(2_000);
  const createdAt = Math.floor(hall.services.clock.now() / 1_000) * 1_000;
  const { code } = await hall.confirm(appId, preAuthCode);
  return { kind: "authorized" as const, ...key(appId), authorizationCode: code, preAuthCode, createdAt };
}

/** A pre-authorization code that none of our invitations made. */
async function foreignCode(): Promise<string> {
  const { componentAppId } = hall;
  const made = await withComponentToken(hall.system, componentAppId, (componentToken) =>
    createPreAuthCode(hall.services.wechat, { componentAppId, componentToken }),
  );
  return made.preAuthCode;
}

const invite = () =>
  createInvitation(operator, { merchantReference: `M-${used}`, accountKind: "both", expiresInHours: 2 });

test("an authorization that no invitation of ours asked for is kept apart, and claimed by a person with its tokens", async () => {
  const appId = nextAppId();
  const event = await confirmed(appId, await foreignCode());
  expect(await handleAuthorized(hall.system, event)).toBe("park");
  // Delivered again, it is still one line.
  await handleAuthorized(hall.system, event);
  expect(await findAccount(hall.system, appId)).toBeNull();
  const mine = (await listUnclaimed(viewer)).filter((row) => row.appId === appId);
  expect(mine).toMatchObject([{ reason: "no_invitation" }]);
  const claim = { id: mine[0]?.id ?? "", merchantReference: "M-claimed" };
  await expect(claimGrant(viewer, claim)).rejects.toMatchObject({ code: "forbidden" });
  await claimGrant(operator, claim);
  expect(await findAccount(hall.system, appId)).toMatchObject({ merchantReference: "M-claimed" });
  const read = await withAccountToken(hall.system, key(appId), async (token) => token.length);
  expect(read).toBeGreaterThan(100);
  await expect(claimGrant(operator, claim)).rejects.toMatchObject({ code: "unclaimed_not_found" });
  const log = await listAudit(viewer, { appId, direction: "next", limit: 10 });
  expect(log.items.map((entry) => entry.action)).toEqual(expect.arrayContaining(["accounts.park", "accounts.claim"]));
});

test("a grant that was taken back before anyone claimed it is withdrawn, and a late event does not revive it", async () => {
  const appId = nextAppId();
  const event = await confirmed(appId, await foreignCode());
  await handleAuthorized(hall.system, event);
  hall.simulator.world.clock.advance(2_000);
  await hall.control(`accounts/${appId}/revoke`, { component_appid: hall.componentAppId });
  const createdAt = Math.floor(hall.services.clock.now() / 1_000) * 1_000;
  await handleUnauthorized(hall.system, { ...key(appId), createdAt });
  expect((await listUnclaimed(viewer)).some((row) => row.appId === appId)).toBe(false);
  expect(await handleAuthorized(hall.system, event)).toBe("skip");
  expect((await listUnclaimed(viewer)).some((row) => row.appId === appId)).toBe(false);
});

test("an event for an invitation that was cancelled meanwhile is kept apart", async () => {
  const invitation = await invite();
  const { preAuthCode } = await hall.openAsMerchant(invitation.code);
  const appId = nextAppId();
  const event = await confirmed(appId, preAuthCode);
  await cancelInvitation(operator, { id: invitation.id });
  await expect(hall.openAsMerchant(invitation.code)).rejects.toMatchObject({ code: "invitation_ended" });
  expect(await handleAuthorized(hall.system, event)).toBe("park");
  expect((await getInvitation(viewer, { id: invitation.id })).state).toBe("cancelled");
  expect(await findAccount(hall.system, appId)).toBeNull();
});

test("an invitation expires by the clock, and is found by state and by words", async () => {
  const invitation = await invite();
  const page = { direction: "next", limit: 50 } as const;
  const ids = async (filter: object) =>
    (await listInvitations(viewer, { ...page, ...filter })).items.map((item) => item.id);
  expect(await ids({ state: "open" })).toContain(invitation.id);
  expect(await ids({ search: invitation.merchantReference.toLowerCase() })).toContain(invitation.id);
  hall.simulator.world.clock.advance(3 * 3_600_000);
  expect((await getInvitation(viewer, { id: invitation.id })).state).toBe("expired");
  expect(await ids({ state: "open" })).not.toContain(invitation.id);
  expect(await ids({ state: "ended" })).toContain(invitation.id);
  await expect(hall.openAsMerchant(invitation.code)).rejects.toMatchObject({ code: "invitation_ended" });
});

test("a re-authorization outside any invitation renews the account's tokens and leaves its merchant alone", async () => {
  const appId = nextAppId();
  const invitation = await invite();
  const { preAuthCode } = await hall.openAsMerchant(invitation.code);
  expect(await handleAuthorized(hall.system, await confirmed(appId, preAuthCode))).toBe("bind");
  const event = await confirmed(appId, await foreignCode());
  expect(await handleAuthorized(hall.system, { ...event, kind: "updateauthorized" })).toBe("renew");
  const account = await findAccount(hall.system, appId);
  expect(account).toMatchObject({ merchantReference: invitation.merchantReference, grantState: "authorized" });
  const info = await withComponentToken(hall.system, hall.componentAppId, (componentToken) =>
    getAccountInfo(hall.services.wechat, { ...key(appId), componentToken }),
  );
  expect(account?.permissionSetIds.toSorted()).toEqual(info.permissionSets.map((set) => set.id).toSorted());
  await vi.waitFor(async () => expect(await withAccountToken(hall.system, key(appId), async () => true)).toBe(true));
});

test("a viewer makes and cancels no invitation", async () => {
  const invitation = await invite();
  const input = { merchantReference: "M", accountKind: "both" as const, expiresInHours: 1 };
  await expect(createInvitation(viewer, input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(cancelInvitation(viewer, { id: invitation.id })).rejects.toMatchObject({ code: "forbidden" });
});
