import { describe, expect, it } from "vitest";
import { plainText } from "./plain-text.ts";
import { doneOf, glyphOf, segmentsOf, targetStates, troubledOf } from "./words.ts";

const counts = { released: 3, approved: 2, reviewing: 4, rejected: 1, failed: 2, queued: 5 };

describe("a deployment's counts", () => {
  it("count as done what has come as far as the deployment was to go", () => {
    expect(doneOf({ counts, goal: "release" })).toBe(3);
    expect(doneOf({ counts, goal: "review" })).toBe(5);
    expect(doneOf({ counts, goal: "trial" })).toBe(9);
  });

  it("fill the bar with every target, troubles at its right end", () => {
    const segments = segmentsOf({ counts, goal: "release" }, (state) => state);
    expect(segments.reduce((sum, segment) => sum + segment.count, 0)).toBe(17);
    expect(segments.map((segment) => segment.key)).toEqual(targetStates);
    expect(segments.slice(-2).map((segment) => segment.key)).toEqual(["rejected", "failed"]);
  });

  it("draw the goal itself in full green, until something went further", () => {
    const toneOf = (goal: "trial" | "review" | "release", state: string, released = 0) =>
      segmentsOf({ counts: { approved: 1, committed: 1, released }, goal }, (key) => key).find(
        (segment) => segment.key === state,
      )?.tone;
    expect(toneOf("trial", "committed")).toBe("jade");
    expect(toneOf("review", "approved")).toBe("jade");
    expect(toneOf("review", "approved", 1)).toBe("jade2");
    expect(toneOf("release", "approved")).toBe("jade2");
  });

  it("never call a finished deployment good while something in it failed", () => {
    expect(troubledOf(counts)).toBe(3);
    expect(glyphOf({ state: "finished", counts: { released: 1, failed: 1 }, goal: "release", total: 2 })).toBe(
      "warning",
    );
    expect(glyphOf({ state: "finished", counts: { released: 2 }, goal: "release", total: 2 })).toBe("released");
    expect(glyphOf({ state: "finished", counts: { released: 1, cancelled: 1 }, goal: "release", total: 2 })).toBe(
      "ready",
    );
  });
});

describe("WeChat's reason", () => {
  it("is text: its line breaks become lines, no markup of it survives", () => {
    expect(plainText("1:类目不符:<br>(1):首页<br/>请修改<script>alert(1)</script>&nbsp;&lt;b&gt;")).toBe(
      "1:类目不符:\n(1):首页\n请修改alert(1) <b>",
    );
  });
});
