import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "./locales.ts";

export type Messages = Record<string, Record<string, unknown>>;

const cache = new Map<string, Messages>();

/** All messages of a language: one namespace a file, `messages/<locale>/<namespace>.json`. Cached unless `fresh`. */
export function readMessages(locale: Locale, fresh = false): Messages {
  const cached = cache.get(locale);
  if (cached && !fresh) return cached;
  const folder = join(process.cwd(), "messages", locale);
  const messages: Messages = {};
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith(".json")) continue;
    const name = file.slice(0, -".json".length);
    // Domains keep their error texts in files of their own, errors-<domain>.json; a code is unique anyway.
    const namespace = name.startsWith("errors-") ? "errors" : name;
    messages[namespace] = { ...messages[namespace], ...JSON.parse(readFileSync(join(folder, file), "utf8")) };
  }
  cache.set(locale, messages);
  return messages;
}
