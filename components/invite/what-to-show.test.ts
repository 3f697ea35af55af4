import { describe, expect, test } from "vitest";
import { whatToShow } from "./what-to-show.ts";

const opened = { state: "opened", waiting: false, open: true } as const;
const confirmed = { state: "choosing", waiting: true, open: true } as const;

describe("What a merchant's page says", () => {
  test("An open invitation invites", () => {
    expect(whatToShow(opened, undefined)).toBe("invite");
    expect(whatToShow({ ...opened, state: "created" }, undefined)).toBe("invite");
  });
  test("Back from WeChat before the signed event, it waits; opened anew, it invites again", () => {
    expect(whatToShow(confirmed, "waiting")).toBe("waiting");
    expect(whatToShow(confirmed, undefined)).toBe("invite");
  });
  test("An address alone never says authorized", () => {
    expect(whatToShow(opened, "done")).toBe("invite");
  });
  test("Once the event matched, a returning merchant is done and a later visitor sees it is used", () => {
    const authorized = { state: "authorized", waiting: false, open: false } as const;
    expect(whatToShow(authorized, "waiting")).toBe("done");
    expect(whatToShow(authorized, undefined)).toBe("used");
  });
  test("A foreign or refused return says so, unless the invitation has ended", () => {
    expect(whatToShow(opened, "foreign")).toBe("failed");
    expect(whatToShow({ ...opened, state: "cancelled", open: false }, "foreign")).toBe("cancelled");
  });
  test("A wrong account is said, so that the merchant can pick again", () => {
    expect(whatToShow({ ...opened, state: "wrong_account" }, "waiting")).toBe("wrong");
  });
});
