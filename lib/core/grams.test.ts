import fc from "fast-check";
import { expect, test } from "vitest";
import { fold, foldAll, gramsOf, gramToken, queryGrams } from "./grams.ts";

test("a text's grams hold all grams of anything that occurs in it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(), fc.nat(), (text, from, length) => {
      const folded = fold(text);
      const characters = [...folded];
      const start = characters.length === 0 ? 0 : from % characters.length;
      const query = characters.slice(start, start + 1 + (length % 8)).join("");
      const wanted = queryGrams(query).filter((gram) => gram !== " ");
      const held = new Set(gramsOf(folded));
      return !folded.includes(fold(query)) || wanted.every((gram) => held.has(gram));
    }),
  );
});

test("full-width and capital letters are found by plain ones", () => {
  expect(fold("ＡＢＣ  奶雪")).toBe("abc 奶雪");
});

test("a search never crosses from one field into the next", () => {
  expect(gramsOf(foldAll(["奶雪", "茶饮"]))).not.toContain("雪茶");
});

test("a token is hex code points joined by x, also outside the basic plane", () => {
  expect(gramToken("奶雪")).toBe("5976x96ea");
  expect(gramToken("𠮷a")).toBe("20bb7x61");
});
