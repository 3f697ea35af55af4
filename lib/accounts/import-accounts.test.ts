import { afterEach, expect, inject, test, vi } from "vitest";
import { getBinding } from "#lib/binding/index.ts";
import { openTestConsole, type TestConsole } from "#lib/callbacks/testing.ts";
import { findPlatform, noteImport } from "#lib/platforms/index.ts";
import { signedInAs } from "#lib/staff/testing.ts";
import { accountTokenHealth } from "#lib/tokens/index.ts";
import { accountFilter } from "./contract.ts";
import { countAccounts } from "./count-accounts.ts";
import { getAccount } from "./get-account.ts";
import { importAccountsJob } from "./import-accounts.job.ts";
import { listAccounts } from "./list-accounts.ts";
import { listGrantHistory, listTimeline } from "./list-history.ts";
import { refreshAccount } from "./refresh-account.ts";

let hall: TestConsole;
afterEach(() => hall?.close());

const within = { timeout: 60_000, interval: 50 };
const all = { ...accountFilter.parse({}), direction: "next", limit: 100 } as const;
const progress = async () => (await findPlatform(hall.system, hall.componentAppId)).import;

test("the first ticket starts the import: accounts appear, get their details, and are asked for their binding", async () => {
  hall = await openTestConsole({ dialect: inject("dialect"), simulator: { accounts: 40, authorized: 12 } });
  const viewer = await signedInAs(hall.services, "viewer");
  await vi.waitFor(async () => expect(await progress()).toMatchObject({ state: "done", done: 12, total: 12 }), within);
  const page = await listAccounts(viewer, all);
  expect(page.total).toBe(12);
  expect(page.items.every((item) => item.detailed && item.name !== item.appId)).toBe(true);
  expect(page.items.some((item) => item.liveVersion !== null)).toBe(true);
  const [first] = page.items;
  const account = await getAccount(viewer, { appId: first?.appId ?? "" });
  expect(account.originalId).toMatch(/^gh_/);
  expect(account.grants[0]?.token.state).not.toBe("missing");
  expect(JSON.stringify(account)).not.toMatch(/refreshtoken@@@|ticket@@@/);
  expect((await listGrantHistory(viewer, { appId: account.appId }))[0]?.kind).toBe("imported");
  expect((await listTimeline(viewer, { appId: account.appId })).at(-1)).toMatchObject({ action: "accounts.import" });
  await vi.waitFor(async () => {
    for (const { appId, binding, missingPermissionSets } of (await listAccounts(viewer, all)).items) {
      const answer = await getBinding(viewer, { appId });
      expect(answer.askedAt).not.toBeNull();
      expect(answer.state).toBe(binding);
      // A permission that is missing is never shown as "unbound".
      if (missingPermissionSets.length >= 2 && binding === "unknown")
        expect(answer.missingPermissionSetId).not.toBeNull();
    }
  }, within);
  expect((await countAccounts(viewer)).all).toBe(12);
}, 120_000);

test("an import that was killed goes on where it stopped and adds nothing twice", async () => {
  hall = await openTestConsole({
    dialect: inject("dialect"),
    simulator: { accounts: 540, authorized: 520 },
    isDeaf: true,
    isIdle: true,
  });
  const { componentAppId, system } = hall;
  const run = () => importAccountsJob.run(system, { componentAppId }, { jobId: "test", attempt: 1 });
  const listings = async () => {
    const { entries } = (await hall.control("ledger?since=0")) as { entries: { path: string }[] };
    return entries.filter((entry) => entry.path.includes("api_get_authorizer_list")).length;
  };
  await run();
  expect(await listings()).toBe(2);
  expect(await progress()).toMatchObject({ state: "running", total: 520 });
  // As a kill after the first page leaves it: the mark stands at 500, the second page is asked for again.
  await noteImport(system, { componentAppId, offset: 500 });
  await run();
  expect(await listings()).toBe(3);
  expect((await listAccounts(await signedInAs(hall.services, "viewer"), all)).total).toBe(520);
}, 120_000);

test("reading an account again shows what the merchant changed, and a viewer may not ask for it", async () => {
  hall = await openTestConsole({ dialect: inject("dialect"), simulator: { accounts: 40, authorized: 5 } });
  await vi.waitFor(async () => expect((await progress()).state).toBe("done"), within);
  const operator = await signedInAs(hall.services, "operator");
  const viewer = await signedInAs(hall.services, "viewer");
  const [first] = (await listAccounts(viewer, all)).items;
  const appId = first?.appId ?? "";
  await expect(refreshAccount(viewer, { appId })).rejects.toMatchObject({ code: "forbidden" });
  const known = hall.simulator.world.byAppid.get(appId);
  const platform = hall.simulator.world.platforms[0];
  const grant = platform?.grants.get(appId);
  expect(known).toBeDefined();
  const before = await getAccount(viewer, { appId });
  platform?.grants.set(appId, { ...(grant as object), funcIds: [3, 30] } as never);
  const after = await refreshAccount(operator, { appId });
  expect(after.permissionSetCount).toBe(2);
  const [latest] = await listGrantHistory(viewer, { appId });
  expect(latest?.kind).toBe("updated");
  expect(latest?.removed.length).toBeGreaterThanOrEqual(before.permissionSetCount - 2);
  const key = { componentAppId: hall.componentAppId, appId };
  expect((await accountTokenHealth(viewer, key)).state).not.toBe("missing");
}, 120_000);
