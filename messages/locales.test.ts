import { expect, it } from "vitest";
import { chooseLocale, chooseTimeZone, firstTimeZone } from "#i18n/locales.ts";

it("the cookie's language wins over the browser's", () => {
  expect(chooseLocale("en", "zh-CN,zh;q=0.9")).toBe("en");
  expect(chooseLocale("zh-CN", "en-US")).toBe("zh-CN");
});

it("without a cookie the browser's most wanted of our languages is taken", () => {
  expect(chooseLocale(undefined, "fr;q=1, en-GB;q=0.5, zh-TW;q=0.8")).toBe("zh-CN");
  expect(chooseLocale("klingon", "en-US,en;q=0.9,zh;q=0.8")).toBe("en");
  expect(chooseLocale(undefined, "zh;q=0, fr")).toBe("en");
  expect(chooseLocale(undefined, null)).toBe("en");
});

it("a zone that nobody knows becomes the first one", () => {
  expect(chooseTimeZone("Europe/Berlin")).toBe("Europe/Berlin");
  for (const zone of [undefined, "", "Mars/Olympus", "x".repeat(100)]) expect(chooseTimeZone(zone)).toBe(firstTimeZone);
});
