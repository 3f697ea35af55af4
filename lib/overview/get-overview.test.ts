import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { plantAccounts } from "#lib/accounts/testing.ts";
import { fixedClock } from "#lib/core/clock.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { connectPlatform } from "#lib/platforms/index.ts";
import { openTestServices } from "#lib/tokens/testing.ts";
import { overview } from "./contract.ts";
import { countForRail, getOverview } from "./get-overview.ts";

let services: Services;
let ctx: Context;
const clock = fixedClock(Date.UTC(2026, 4, 4, 2));
const componentAppId = "wx00000000000000c0";

beforeAll(async () => {
  services = await openTestServices({ dialect: inject("dialect"), apiUrl: "http://127.0.0.1:9", clock });
  ctx = systemContext(services, "test");
  await connectPlatform(ctx, {
    componentAppId,
    name: "云栖零售",
    appSecret: "0".repeat(32),
    token: "token",
    encodingAesKey: "A".repeat(43),
  });
  const early = clock.now() - 10 * 86_400_000;
  await plantAccounts(services, [
    { appId: "wx0000000000000001", componentAppId },
    { appId: "wx0000000000000002", componentAppId, permissionSetIds: [18], authorizedAt: early },
    { appId: "wx0000000000000003", componentAppId, kind: "service_account", permissionSetIds: [3, 24] },
  ]);
}, 120_000);
afterAll(() => services?.store.close());

test("the overview says what needs a person, and counts accounts by kind and health", async () => {
  const shown = overview.parse(await getOverview(ctx));
  expect(shown.accountTotal).toBe(3);
  expect(shown.accounts).toContainEqual({ kind: "mini_program", complete: 1, missing: 1, revoked: 0 });
  expect(shown.accounts).toContainEqual({ kind: "service_account", complete: 1, missing: 0, revoked: 0 });
  expect(shown.authorizedToday).toBe(2);
  expect(shown.notReleased).toBe(2);
  expect(shown.recent.map((row) => row.appId)).toEqual([
    "wx0000000000000003",
    "wx0000000000000001",
    "wx0000000000000002",
  ]);
  expect(shown.needs.map((need) => need.kind)).toEqual(["ticket_missing", "binding_unknown"]);
});

test("the rail's numbers are there with nothing in them", async () => {
  expect(await countForRail(ctx)).toEqual({ invitations: 0, deployments: 0, failedEvents: 0 });
});

test("nobody without a session sees the overview", async () => {
  await expect(getOverview({ ...ctx, actor: { kind: "anonymous" } })).rejects.toMatchObject({
    code: "unauthenticated",
  });
});
