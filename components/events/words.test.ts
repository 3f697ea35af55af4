import { describe, expect, it } from "vitest";
import { errorOfEvent, eventGlyph } from "./words.ts";

describe("an event's words", () => {
  it("keep WeChat's errcode apart from the code of the problem", () => {
    expect(errorOfEvent("wechat_error:61004")).toEqual({ data: { code: "wechat_error", errcode: 61004 } });
    expect(errorOfEvent("wechat_error:-1")).toEqual({ data: { code: "wechat_error", errcode: -1 } });
    expect(errorOfEvent("event_incomplete")).toEqual({ data: { code: "event_incomplete" } });
  });

  it("say that an event which failed once and is still open will be tried again", () => {
    expect(eventGlyph({ state: "received", attempts: 0 })).toBe("queued");
    expect(eventGlyph({ state: "received", attempts: 2 })).toBe("waiting");
    expect(eventGlyph({ state: "failed", attempts: 2 })).toBe("failed");
  });
});
