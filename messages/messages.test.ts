import { beforeAll, describe, expect, it } from "vitest";
import type { locales } from "#i18n/locales.ts";
import { readMessages } from "#i18n/read-messages.ts";
import { placeholdersOf } from "./placeholders.ts";
import { readErrorCodes } from "./read-error-codes.ts";
import { fixedTexts, keyUses, readSources } from "./read-source.ts";

const root = process.cwd();

/** Leaves of a language's messages: `namespace.key` → text. */
function leavesOf(locale: (typeof locales)[number]): Map<string, string> {
  const leaves = new Map<string, string>();
  const walk = (value: unknown, path: string) => {
    if (typeof value === "string") leaves.set(path, value);
    else for (const [key, inner] of Object.entries(value as object)) walk(inner, path ? `${path}.${key}` : key);
  };
  walk(readMessages(locale, true), "");
  return leaves;
}

const zh = leavesOf("zh-CN");
const en = leavesOf("en");

describe("messages", () => {
  it("have the same keys in both languages", () => {
    expect([...zh.keys()].filter((key) => !en.has(key))).toEqual([]);
    expect([...en.keys()].filter((key) => !zh.has(key))).toEqual([]);
  });

  it("have the same placeholders in both languages", () => {
    const different = [...zh].filter(
      ([key, text]) => placeholdersOf(text).join() !== placeholdersOf(en.get(key) ?? text).join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it("are never empty, and never shout or plead", () => {
    const bad = [...zh, ...en].filter(
      ([, text]) => text.trim() === "" || /[!！]|\bplease\b|successfully|请您/i.test(text),
    );
    expect(bad).toEqual([]);
  });

  it("write Chinese with full-width punctuation, and leave the space beside Latin and figures to text-autospace", () => {
    expect([...zh].filter(([, text]) => /\p{Script=Han}(?:[,;:?]| [\w{<])|[\w}>#] \p{Script=Han}/u.test(text))).toEqual(
      [],
    );
  });
});

it("every error that a domain can throw has words", () => {
  const codes = readErrorCodes(root);
  expect(codes.size).toBeGreaterThan(30);
  expect([...codes].filter(([code]) => !en.has(`errors.${code}`))).toEqual([]);
});

describe("screens", () => {
  let files: ReturnType<typeof readSources> = [];
  beforeAll(() => {
    files = readSources(root, ["components", "app"]);
  });

  it("ask only for keys that exist", () => {
    expect(files.length).toBeGreaterThan(40);
    const uses = files.flatMap((file) => keyUses(file, root));
    expect(uses.length).toBeGreaterThan(50);
    const keys = [...en.keys()];
    const missing = uses.filter(({ key, open }) =>
      open ? !keys.some((known) => known.startsWith(key)) : !en.has(key),
    );
    expect(missing).toEqual([]);
  });

  it("show no text that is written in the source", () => {
    const screens = files.filter((file) => file.fileName.endsWith(".tsx"));
    expect(screens.flatMap((file) => fixedTexts(file, root))).toEqual([]);
  });
});
