import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { findAccount } from "#lib/accounts/index.ts";
import { listAudit } from "#lib/audit/index.ts";
import { getBinding } from "#lib/binding/index.ts";
import { openTestConsole, type TestConsole } from "#lib/callbacks/testing.ts";
import type { Context } from "#lib/core/context.ts";
import { anonymous, signedInAs } from "#lib/staff/testing.ts";
import { accountTokenHealth, withAccountToken } from "#lib/tokens/index.ts";
import { completeRedirect } from "./complete-redirect.ts";
import { createInvitation } from "./create-invitation.ts";
import { getInvitation } from "./list-invitations.ts";

let hall: TestConsole;
let operator: Context;
const within = { timeout: 25_000, interval: 20 };

beforeAll(async () => {
  hall = await openTestConsole({ dialect: inject("dialect") });
  operator = await signedInAs(hall.services, "operator");
  // The platform's first ticket comes by push, as everything from WeChat does.
  await vi.waitFor(async () => {
    const { listPlatforms } = await import("#lib/platforms/index.ts");
    expect((await listPlatforms(hall.system))[0]?.ticketReceivedAt).not.toBeNull();
  }, within);
});
afterAll(() => hall?.close());

let used = 0;
function freeAccount(kind: "mini_program" | "official_account") {
  const free = hall.simulator.world.accounts.filter((account) => account.kind === kind);
  const account = free[used++];
  if (!account) throw new Error("No free account");
  return account.appid;
}
const invite = (more = {}) =>
  createInvitation(operator, {
    merchantReference: `M-${used}`,
    accountKind: "mini_program",
    expiresInHours: 24,
    ...more,
  });
const stateOf = async (id: string) => (await getInvitation(operator, { id })).state;

test("the signed event alone binds account and reference, without the merchant's browser coming back", async () => {
  const invitation = await invite();
  expect(invitation.state).toBe("created");
  const appId = freeAccount("mini_program");
  const { preAuthCode } = await hall.openAsMerchant(invitation.code);
  expect(await stateOf(invitation.id)).toBe("choosing");
  await hall.confirm(appId, preAuthCode);
  await vi.waitFor(async () => expect(await stateOf(invitation.id)).toBe("authorized"), within);
  const account = await findAccount(hall.system, appId);
  expect(account).toMatchObject({ merchantReference: invitation.merchantReference, grantState: "authorized" });
  expect((await accountTokenHealth(hall.system, { componentAppId: hall.componentAppId, appId })).state).toBe("valid");
  await vi.waitFor(async () => {
    const found = await findAccount(hall.system, appId);
    expect(found?.detailed).toBe(true);
    expect((await getBinding(operator, { appId })).askedAt).not.toBeNull();
  }, within);
  const log = await listAudit(operator, { appId, direction: "next", limit: 20 });
  expect(log.items.map((entry) => entry.action)).toContain("accounts.authorize");
});

test("the redirect before the event says waiting, after it done, and never redeems a code", async () => {
  const invitation = await invite();
  const appId = freeAccount("mini_program");
  const { preAuthCode, redirectUri } = await hall.openAsMerchant(invitation.code, "phone");
  await hall.control("faults", { path: "authorized", kind: "delay", latency_ms: 1_500, times: 1 });
  const { redirect } = await hall.confirm(appId, preAuthCode);
  expect(redirect.startsWith(redirectUri)).toBe(true);
  const back = new URL(redirect);
  const state = back.pathname.split("/").at(-1) ?? "";
  const input = { code: invitation.code, state, authCode: back.searchParams.get("auth_code") };
  expect(await completeRedirect(anonymous(hall.services), input)).toContain("returned=waiting");
  expect(await stateOf(invitation.id)).toBe("choosing");
  await hall.control("clock/advance", { seconds: 2 });
  await vi.waitFor(async () => expect(await stateOf(invitation.id)).toBe("authorized"), within);
  expect(await completeRedirect(anonymous(hall.services), input)).toContain("returned=done");
});

test("a redirect with a foreign state or another code is refused politely and binds nothing", async () => {
  const invitation = await invite();
  const other = await invite();
  const { redirectUri } = await hall.openAsMerchant(invitation.code);
  const state = redirectUri.split("/").at(-1) ?? "";
  const visitor = anonymous(hall.services);
  const foreign = { code: other.code, state, authCode: "queryauthcode@@@stolen" };
  expect(await completeRedirect(visitor, foreign)).toContain("returned=foreign");
  const first = { code: invitation.code, state, authCode: "queryauthcode@@@one" };
  expect(await completeRedirect(visitor, first)).toContain("returned=waiting");
  const second = { ...first, authCode: "queryauthcode@@@two" };
  expect(await completeRedirect(visitor, second)).toContain("returned=foreign");
  expect(await stateOf(other.id)).toBe("created");
  expect(await stateOf(invitation.id)).toBe("choosing");
});

test("an account of another kind or AppID than invited ends as wrong account, and the merchant may try again", async () => {
  const wanted = freeAccount("mini_program");
  const wrong = freeAccount("mini_program");
  const invitation = await invite({ fixedAppId: wanted });
  const first = await hall.openAsMerchant(invitation.code);
  await hall.confirm(wrong, first.preAuthCode);
  await vi.waitFor(async () => expect(await stateOf(invitation.id)).toBe("wrong_account"), within);
  expect(await findAccount(hall.system, wrong)).toBeNull();
  const again = await hall.openAsMerchant(invitation.code);
  await hall.confirm(wanted, again.preAuthCode);
  await vi.waitFor(async () => expect(await stateOf(invitation.id)).toBe("authorized"), within);
  const official = await invite();
  const opened = await hall.openAsMerchant(official.code);
  await hall.confirm(freeAccount("official_account"), opened.preAuthCode);
  await vi.waitFor(async () => expect(await stateOf(official.id)).toBe("wrong_account"), within);
});

test("a revocation forgets the tokens, and a new authorization brings the account back", async () => {
  const invitation = await invite();
  const appId = freeAccount("mini_program");
  const { preAuthCode } = await hall.openAsMerchant(invitation.code);
  await hall.confirm(appId, preAuthCode);
  await vi.waitFor(async () => expect(await stateOf(invitation.id)).toBe("authorized"), within);
  await hall.control("clock/advance", { seconds: 2 });
  await hall.control(`accounts/${appId}/revoke`, { component_appid: hall.componentAppId });
  await vi.waitFor(async () => expect((await findAccount(hall.system, appId))?.grantState).toBe("revoked"), within);
  const key = { componentAppId: hall.componentAppId, appId };
  await expect(withAccountToken(hall.system, key, async () => "used")).rejects.toMatchObject({
    code: "authorization_missing",
  });
  await hall.control("clock/advance", { seconds: 2 });
  const second = await invite({ merchantReference: "M-again" });
  const opened = await hall.openAsMerchant(second.code);
  await hall.confirm(appId, opened.preAuthCode);
  await vi.waitFor(async () => expect(await stateOf(second.id)).toBe("authorized"), within);
  expect(await findAccount(hall.system, appId)).toMatchObject({
    grantState: "authorized",
    merchantReference: "M-again",
  });
});
