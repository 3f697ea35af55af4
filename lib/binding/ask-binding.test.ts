import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { findAccount } from "#lib/accounts/index.ts";
import { createInvitation, handleAuthorized, handleUnauthorized } from "#lib/authorization/index.ts";
import { openTestConsole, type TestConsole } from "#lib/callbacks/testing.ts";
import type { Context } from "#lib/core/context.ts";
import { signedInAs } from "#lib/staff/testing.ts";
import { askBinding } from "./ask-binding.ts";
import { getBinding } from "./get-binding.ts";

let hall: TestConsole;
let operator: Context;

beforeAll(async () => {
  hall = await openTestConsole({
    dialect: inject("dialect"),
    isDeaf: true,
    isIdle: true,
    simulator: { accounts: 300 },
  });
  operator = await signedInAs(hall.services, "operator");
}, 120_000);
afterAll(() => hall?.close());

const taken = new Set<string>();
/** An account of the simulator's that is (or is not) bound to an open account, authorized with these sets. */
async function authorized(isBound: boolean, funcIds: number[]): Promise<string> {
  const found = hall.simulator.world.accounts.find(
    (account) =>
      account.kind === "mini_program" && (account.openAppid !== null) === isBound && !taken.has(account.appid),
  );
  const appId = found?.appid ?? "";
  taken.add(appId);
  const invitation = await createInvitation(operator, {
    merchantReference: appId,
    accountKind: "both",
    expiresInHours: 1,
  });
  const { preAuthCode } = await hall.openAsMerchant(invitation.code);
  hall.simulator.world.clock.advance(2_000);
  const { code: authorizationCode } = await hall.confirm(appId, preAuthCode, funcIds);
  const createdAt = hall.services.clock.now();
  const event = { kind: "authorized" as const, componentAppId: hall.componentAppId, appId, preAuthCode };
  await handleAuthorized(hall.system, { ...event, authorizationCode, createdAt });
  return appId;
}

test("with the set for it, the open account's id or its absence is known", async () => {
  const bound = await authorized(true, [18, 25, 30]);
  const answer = await askBinding(operator, { appId: bound });
  expect(answer).toMatchObject({ state: "bound", askedWith: "open/get", unknownReason: null });
  expect(answer.openAppId).toBe(hall.simulator.world.byAppid.get(bound)?.openAppid);
  expect((await findAccount(hall.system, bound))?.binding).toBe("bound");
  const unbound = await authorized(false, [18, 25, 30]);
  expect(await askBinding(operator, { appId: unbound })).toMatchObject({ state: "unbound", openAppId: null });
});

test("without set 25 but with 30, WeChat at least tells whether there is one", async () => {
  const bound = await authorized(true, [18, 30]);
  const answer = await askBinding(operator, { appId: bound });
  expect(answer).toMatchObject({ state: "bound_id_unknown", askedWith: "open/have", missingPermissionSetId: 25 });
  const unbound = await authorized(false, [18, 30]);
  expect((await askBinding(operator, { appId: unbound })).state).toBe("unbound");
});

test("without both sets the binding is unknown because of the set, never unbound", async () => {
  for (const errcode of [48001, 61007] as const) {
    hall.simulator.world.settings.openSetMissingErrcode = errcode;
    const appId = await authorized(false, [18]);
    const answer = await askBinding(operator, { appId });
    expect(answer).toMatchObject({ state: "unknown", unknownReason: "permission_missing", missingPermissionSetId: 25 });
    expect(answer.rid).toMatch(/^[0-9a-f]{8}-/);
  }
});

test("a question that fails is kept as failed, and a revoked account is not asked", async () => {
  const appId = await authorized(true, [18, 25, 30]);
  await hall.control("faults", { path: "/cgi-bin/open/get", kind: "errcode", errcode: 45009, times: 1 });
  await expect(askBinding(operator, { appId })).rejects.toMatchObject({ code: "wechat_error" });
  expect(await getBinding(operator, { appId })).toMatchObject({
    state: "unknown",
    unknownReason: "failed",
    errcode: 45009,
  });
  const createdAt = hall.services.clock.now() + 1_000;
  await handleUnauthorized(hall.system, { componentAppId: hall.componentAppId, appId, createdAt });
  expect(await askBinding(operator, { appId })).toMatchObject({ state: "unknown", unknownReason: "revoked" });
});

test("accounts under one open account are shown as siblings, and a viewer may look but not ask", async () => {
  const viewer = await signedInAs(hall.services, "viewer");
  const groups = Map.groupBy(
    hall.simulator.world.accounts.filter((account) => account.openAppid !== null && !taken.has(account.appid)),
    (account) => account.openAppid,
  );
  const pair = [...groups.values()].find((group) => group.filter((one) => one.kind === "mini_program").length > 1);
  const [first, second] = (pair ?? []).filter((one) => one.kind === "mini_program");
  expect(first && second).toBeTruthy();
  for (const account of [first, second]) {
    if (!account) continue;
    for (const other of hall.simulator.world.accounts) if (other !== account) taken.add(other.appid);
    taken.delete(account.appid);
    const appId = await authorized(true, [18, 25, 30]);
    expect(appId).toBe(account.appid);
    await askBinding(operator, { appId });
  }
  const shown = await getBinding(viewer, { appId: second?.appid ?? "" });
  expect(shown.siblings.map((sibling) => sibling.appId)).toEqual([first?.appid]);
  await expect(askBinding(viewer, { appId: first?.appid ?? "" })).rejects.toMatchObject({ code: "forbidden" });
});
