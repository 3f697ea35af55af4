import { expect, test } from "vitest";
import type { Platform } from "#lib/platforms/contract.ts";
import { checksOf, countDone, isWorking, lookAgainMs } from "./checks.ts";

const now = 1_000_000_000_000;
const minute = 60_000;

function platform(facts: Partial<Omit<Platform, "componentToken" | "publishing">> = {}, token = {}, publishing = {}) {
  return {
    ticketReceivedAt: null,
    ticketExpiresAt: null,
    refusedIpAddress: null,
    import: { state: "done" },
    keys: { previousKept: false },
    ...facts,
    componentToken: { state: "missing", refreshedAt: null, ...token },
    publishing: { state: "unknown", ...publishing },
  } as Platform;
}
const ticket = { ticketReceivedAt: now - 3 * minute, ticketExpiresAt: now + 600 * minute };
const bought = { state: "valid", refreshedAt: now - minute };

test("a new platform waits for its ticket, and the rest comes later", () => {
  const fresh = platform();
  expect(checksOf(fresh, now)).toEqual({ ticket: "waiting", token: "todo", address: "todo", publishing: "unknown" });
  expect(lookAgainMs(fresh, now)).toBe(2_000);
});

test("with the ticket the token is tried, and what WeChat refuses is trouble", () => {
  expect(checksOf(platform(ticket), now)).toMatchObject({ ticket: "ok", token: "working", address: "todo" });
  const refused = platform({ ...ticket, refusedIpAddress: "203.0.113.7" }, { state: "failing" });
  expect(checksOf(refused, now)).toMatchObject({ token: "trouble", address: "trouble" });
  expect(isWorking(checksOf(refused, now))).toBe(false);
});

test("a ticket is late after two that did not come, and trouble once the last has run out", () => {
  const old = { ticketReceivedAt: now - 26 * minute, ticketExpiresAt: now + 600 * minute };
  expect(checksOf(platform(old, bought), now)).toMatchObject({ ticket: "late", token: "ok" });
  expect(checksOf(platform({ ...old, ticketExpiresAt: now }), now)).toMatchObject({ ticket: "trouble", token: "todo" });
});

test("a token that was bought before and is not needed now is no trouble", () => {
  const asleep = platform(ticket, { state: "expired", refreshedAt: now - 300 * minute });
  expect(checksOf(asleep, now)).toMatchObject({ token: "due", address: "ok" });
  expect(isWorking(checksOf(asleep, now))).toBe(true);
});

test("the page looks slowly while only publishing is open, and no more once all four are green", () => {
  const works = platform(ticket, bought);
  expect(countDone(checksOf(works, now))).toBe(3);
  expect(lookAgainMs(works, now)).toBe(15_000);
  const published = platform(ticket, bought, { state: "confirmed" });
  expect(countDone(checksOf(published, now))).toBe(4);
  expect(lookAgainMs(published, now)).toBe(false);
  expect(lookAgainMs({ ...published, import: { ...published.import, state: "running" } }, now)).toBe(2_000);
  expect(lookAgainMs({ ...published, keys: { ...published.keys, previousKept: true } }, now)).toBe(5_000);
  expect(checksOf(platform(ticket, bought, { state: "checked" }), now).publishing).toBe("partly");
});
