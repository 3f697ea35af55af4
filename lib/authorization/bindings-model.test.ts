import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { findAccount } from "#lib/accounts/index.ts";
import { openTestConsole, type TestConsole } from "#lib/callbacks/testing.ts";
import type { Context } from "#lib/core/context.ts";
import { anonymous, signedInAs } from "#lib/staff/testing.ts";
import { withComponentToken } from "#lib/tokens/index.ts";
import { createPreAuthCode } from "#lib/wechat/index.ts";
import { cancelInvitation } from "./cancel-invitation.ts";
import { completeRedirect } from "./complete-redirect.ts";
import { createInvitation } from "./create-invitation.ts";
import { type AuthorizedEvent, handleAuthorized } from "./handle-authorized.ts";
import { handleUnauthorized } from "./handle-unauthorized.ts";
import { getInvitation } from "./list-invitations.ts";

let hall: TestConsole;
let staff: Context;
let used = 0;

beforeAll(async () => {
  hall = await openTestConsole({
    dialect: inject("dialect"),
    isDeaf: true,
    isIdle: true,
    simulator: { accounts: 2_000, settings: { dailyLimit: 10_000_000 } },
  });
  staff = await signedInAs(hall.services, "operator");
}, 120_000);
afterAll(() => hall?.close());

const small = (max: number) => fc.integer({ min: 0, max });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant("open" as const), invitation: small(2) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant("confirm" as const), flow: small(5), account: small(2) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("inject" as const), account: small(2) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("revoke" as const), account: small(2) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("cancel" as const), invitation: small(2) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("return" as const), flow: small(5), code: small(5) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant("deliver" as const), event: small(9) }) },
);

type Event = AuthorizedEvent | { kind: "unauthorized"; componentAppId: string; appId: string; createdAt: number };

test("whatever the order of events, redirects and injected codes, no account is bound to a merchant that did not choose it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 24 }), fc.infiniteStream(fc.nat()), walkThrough),
    { numRuns: inject("dialect") === "sqlite" ? 40 : 6 },
  );
}, 240_000);

async function walkThrough(steps: (typeof step extends fc.Arbitrary<infer T> ? T : never)[], dice: Iterator<number>) {
  const { componentAppId, system } = hall;
  const accounts = hall.simulator.world.accounts.slice(used, used + 3).map((account) => account.appid);
  used += 3;
  const references = ["A", "B", "C"].map((letter) => `${letter}-${used}`);
  const invitations = await Promise.all(
    references.map((merchantReference) =>
      createInvitation(staff, { merchantReference, accountKind: "both", expiresInHours: 24 }),
    ),
  );
  const flows: { invitation: number; preAuthCode: string; state: string }[] = [];
  /** What merchants truly chose: account by invitation. */
  const chosen = new Set<string>();
  const codes: string[] = ["queryauthcode@@@made-up"];
  const events: Event[] = [];
  const tick = () => {
    hall.simulator.world.clock.advance(2_000);
    return Math.floor(hall.services.clock.now() / 1_000) * 1_000;
  };
  const deliver = (event: Event) =>
    event.kind === "unauthorized" ? handleUnauthorized(system, event) : handleAuthorized(system, event);
  const confirm = async (appId: string, preAuthCode: string) => {
    const createdAt = tick();
    const done = await hall.confirm(appId, preAuthCode).catch(() => null);
    if (!done) return false;
    codes.push(done.code);
    const kind = "authorized" as const;
    events.push({ kind, componentAppId, appId, authorizationCode: done.code, preAuthCode, createdAt });
    return true;
  };

  for (const action of steps) {
    if (action.does === "open") {
      const opened = await hall.openAsMerchant(invitations[action.invitation]?.code ?? "").catch(() => null);
      if (!opened) continue;
      const state = opened.redirectUri.split("/").at(-1) ?? "";
      flows.push({ invitation: action.invitation, preAuthCode: opened.preAuthCode, state });
    } else if (action.does === "confirm") {
      const flow = flows[action.flow];
      const appId = accounts[action.account] ?? "";
      if (flow && (await confirm(appId, flow.preAuthCode))) chosen.add(`${references[flow.invitation]} ${appId}`);
    } else if (action.does === "inject") {
      const made = await withComponentToken(system, componentAppId, (componentToken) =>
        createPreAuthCode(hall.services.wechat, { componentAppId, componentToken }),
      );
      await confirm(accounts[action.account] ?? "", made.preAuthCode);
    } else if (action.does === "revoke") {
      const appId = accounts[action.account] ?? "";
      const createdAt = tick();
      const done = await hall
        .control(`accounts/${appId}/revoke`, { component_appid: componentAppId })
        .catch(() => null);
      if (done) events.push({ kind: "unauthorized", componentAppId, appId, createdAt });
    } else if (action.does === "cancel") {
      await cancelInvitation(staff, { id: invitations[action.invitation]?.id ?? "" }).catch(() => null);
    } else if (action.does === "return") {
      const flow = flows[action.flow];
      const code = invitations[flow?.invitation ?? 0]?.code ?? "";
      const authCode = codes[action.code % codes.length] ?? null;
      await completeRedirect(anonymous(hall.services), { code, state: flow?.state ?? "foreign", authCode });
    } else {
      const event = events[action.event];
      if (event) await deliver(event);
    }
  }
  // Everything arrives in the end, twice, in any order.
  const rest = [...events, ...events];
  while (rest.length > 0) {
    const at = Number(dice.next().value ?? 0) % rest.length;
    const [event] = rest.splice(at, 1);
    if (event) await deliver(event);
  }

  for (const invitation of invitations) {
    const now = await getInvitation(staff, { id: invitation.id });
    if (now.state === "authorized") expect(chosen).toContain(`${invitation.merchantReference} ${now.account?.appId}`);
  }
  for (const appId of accounts) {
    const account = await findAccount(system, appId);
    const stands = hall.simulator.world.platforms[0]?.grants.has(appId) ?? false;
    if (account?.merchantReference) expect(chosen).toContain(`${account.merchantReference} ${appId}`);
    // What WeChat took back, however its events were shuffled, does not stand with us.
    if (account?.grantState === "authorized") expect(stands).toBe(true);
  }
}
