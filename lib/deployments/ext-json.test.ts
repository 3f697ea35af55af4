import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extJsonFor, readExtJson } from "./ext-json.ts";
import { findJsonFault } from "./json-fault.ts";

function problemOf(text: string) {
  const read = readExtJson(text);
  return "problem" in read ? read.problem : null;
}

describe("ext_json", () => {
  it("names line and column of a missing comma in text of several lines", () => {
    expect(problemOf('{\n  "ext": {\n    "a": 1\n    "b": 2\n  }\n}')).toMatchObject({
      code: "syntax",
      line: 4,
      column: 5,
    });
  });

  it("counts a Windows line end as one", () => {
    expect(problemOf('{\r\n  "a": 1,\r\n  "b": tru\r\n}')).toMatchObject({ line: 3, column: 8 });
  });

  it("counts a Chinese character as one column", () => {
    expect(problemOf('{"店名": "茶百道" "城市": 1}')).toMatchObject({ line: 1, column: 14 });
  });

  it("says where a text was opened that is never closed", () => {
    expect(problemOf('{\n "a": "x\\"}')).toMatchObject({ line: 2, column: 7 });
  });

  it("points behind the last character when the text ends too early", () => {
    expect(problemOf('{\n  "a": [1, 2')).toMatchObject({ line: 2, column: 13 });
  });

  it("points at the comma that stands before a closing bracket", () => {
    expect(problemOf('{"a": 1,\n}')).toMatchObject({ line: 1, column: 8 });
  });

  it("refuses what is not an object, and directCommit", () => {
    expect(problemOf("\n [1]")).toMatchObject({ code: "not_object", line: 2, column: 2 });
    expect(problemOf('{\n"directCommit": true}')).toMatchObject({ code: "direct_commit", line: 2, column: 1 });
  });

  it("does not follow brackets nested without end", () => {
    expect(problemOf("[".repeat(200_000))).toMatchObject({ code: "syntax" });
  });

  it("finds a fault exactly where JSON.parse refuses", () => {
    const mutated = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('"', ",", "{", "]", "\\", "\n", "x", "0", "-", "中"));
    fc.assert(
      fc.property(mutated, ([json, place, char]) => {
        const cut = place % (json.length + 1);
        for (const text of [json, json.slice(0, cut) + char + json.slice(cut), json.slice(0, cut)]) {
          let parsed = true;
          try {
            JSON.parse(text);
          } catch {
            parsed = false;
          }
          expect(findJsonFault(text) === null, text).toBe(parsed);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("sets the account's own appid and switches ext_json on, whatever was typed", () => {
    const read = readExtJson('{"extAppid":"wxsomeoneelse","extEnable":false,"ext":{"shop":"茶"}}');
    expect("value" in read && JSON.parse(extJsonFor(read.value, "wx0000000000000001"))).toEqual({
      extEnable: true,
      extAppid: "wx0000000000000001",
      ext: { shop: "茶" },
    });
  });

  it("takes empty text as an empty object", () => {
    expect(readExtJson(" \n")).toEqual({ value: {} });
  });
});
