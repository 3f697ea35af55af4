import fc from "fast-check";
import { expect, test } from "vitest";
import { parseWireJson, wireId, writeWireJson } from "./wire-json.ts";

const answers = fc.dictionary(
  fc.string().filter((name) => name !== "__proto__"),
  fc.jsonValue({ depthSize: "small" }),
);
test("what follows an answer changes nothing of it, whatever the answer holds", () => {
  fc.assert(
    fc.property(answers, fc.constantFrom("", "\n", "\u0000", " }", "]", '"', "<!-- 1 -->", "{}"), (answer, tail) => {
      const text = JSON.stringify(answer);
      expect(parseWireJson(text + tail)).toEqual(parseWireJson(text));
    }),
    { numRuns: 300 },
  );
});

test("an answer cut short anywhere is refused", () => {
  const text = '{"errcode":0,"list":[{"a":"} \\" ]"},{"b":[1,"\\\\"]}]}';
  expect(parseWireJson(text)).toMatchObject({ errcode: 0 });
  for (let length = 0; length < text.length; length += 1)
    expect(() => parseWireJson(text.slice(0, length)), text.slice(0, length)).toThrow(SyntaxError);
});

test("a cut answer full of escaped quotes is refused without going over it again and again", () => {
  expect(() => parseWireJson(`{"a":"${'\\"'.repeat(500_000)}`)).toThrow(SyntaxError);
});

test("whole numbers beyond 2^53 become text with all their digits, others stay numbers", () => {
  const text = '{"a":9007199254740991,"b":9007199254740993,"c":-9223372036854775808,"d":0.5,"e":1e21,"f":0}';
  expect(parseWireJson(text)).toEqual({
    a: 9007199254740991,
    b: "9007199254740993",
    c: "-9223372036854775808",
    d: 0.5,
    e: 1e21,
    f: 0,
  });
});

test("an id goes out as the number it is, and text that only looks like one as text", () => {
  const ids = ["0", "18446744073709551615", "-1", "01", "1.5", "1e3", "", "100000000000000000000000"];
  expect(writeWireJson(ids.map(wireId))).toBe(
    '[0,18446744073709551615,"-1","01","1.5","1e3","","100000000000000000000000"]',
  );
});

test("texts go out as UTF-8 without escapes, and half a surrogate pair never", () => {
  expect(writeWireJson({ text: "茶😀é" })).toBe('{"text":"茶😀é"}');
  expect(writeWireJson({ text: "a\ud83d" })).toBe('{"text":"a\ufffd"}');
});
