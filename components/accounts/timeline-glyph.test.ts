import { expect, test } from "vitest";
import { addsOutcome, timelineGlyph } from "./timeline-glyph.ts";

const entry = { action: "accounts.authorize", kind: "authorization", outcome: "done", summary: {} } as const;

test("An authorization is a tick, one without an invitation is unclaimed", () => {
  expect(timelineGlyph(entry)).toBe("authorized");
  const parked = { ...entry, action: "accounts.park", outcome: "denied" } as const;
  expect(timelineGlyph(parked)).toBe("unclaimed");
  expect(addsOutcome(parked)).toBe(false);
});

test("A binding shows the state that WeChat told, and unknown is never unbound", () => {
  const ask = { ...entry, action: "binding.ask", kind: "binding" } as const;
  expect(timelineGlyph({ ...ask, summary: { state: "bound_id_unknown" } })).toBe("boundNoId");
  expect(timelineGlyph({ ...ask, summary: { state: "unknown" } })).toBe("unknown");
  expect(timelineGlyph({ ...ask, summary: {} })).toBe("unknown");
});

test("A rejected review has its own sign and word; another failure is said in addition", () => {
  const rejected = { ...entry, action: "deployments.reject", kind: "review", outcome: "failed" } as const;
  expect(timelineGlyph(rejected)).toBe("rejected");
  expect(addsOutcome(rejected)).toBe(false);
  const refused = { ...entry, action: "accounts.refresh", kind: "other", outcome: "denied" } as const;
  expect(timelineGlyph(refused)).toBe("failed");
  expect(addsOutcome(refused)).toBe(true);
});
