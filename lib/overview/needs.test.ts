import { expect, test } from "vitest";
import type { Platform } from "#lib/platforms/contract.ts";
import { type NeedFacts, needsOf } from "./needs.ts";

const none = { count: 0, since: null };
const now = 1_000_000_000_000;

function refused(componentAppId: string): Platform {
  return {
    componentAppId,
    name: componentAppId,
    refusedIpAddress: "203.0.113.7",
    ticketExpiresAt: now + 1,
    componentToken: { state: "valid" },
    import: { state: "done" },
  } as Platform;
}

test("a trouble of one platform leads to that platform, the same trouble of several to their list", () => {
  const facts: NeedFacts = {
    targetsFailed: none,
    reviewsRejected: none,
    releaseWaiting: none,
    unclaimed: 0,
    invitationsStuck: none,
    bindingUnknown: 0,
    platforms: [refused("wxone")],
    nowMs: now,
  };
  expect(needsOf(facts)).toMatchObject([{ kind: "ip_refused", count: 1, href: "/settings/platforms/wxone" }]);
  const both = needsOf({ ...facts, platforms: [refused("wxone"), refused("wxtwo")] });
  expect(both).toMatchObject([{ kind: "ip_refused", count: 2, href: "/settings/platforms" }]);
});
