"use client";

import { useLocale } from "next-intl";
import type { Words } from "./words.ts";

/** Picks the page's language from a pair that the API gives. */
export function useWords(): (words: Words) => string {
  const chinese = useLocale().startsWith("zh");
  return (words) => (chinese ? words.zh : words.en);
}
