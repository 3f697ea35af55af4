"use client";

import { useLocale, useTranslations } from "next-intl";

/** An error in words. `next` is what to do; errcode and rid are WeChat's, for a ticket. */
export interface Problem {
  message: string;
  next: string | null;
  code: string;
  errcode: number | null;
  rid: string | null;
  requestId: string | null;
}

interface ProblemData {
  code?: unknown;
  values?: unknown;
  errcode?: unknown;
  rid?: unknown;
}

type Values = Record<string, string | number>;

/** Translator of the `errors` namespace, as far as it is needed here. */
export interface ErrorTranslator {
  (key: string, values?: Values): string;
  has(key: string): boolean;
}

/**
 * Puts an error of the API into words: `errors.<code>` with `values` filled in, and `errors.<code>_next` for
 * what to do. Errors that never reached the API become `offline`; unknown codes `unexpected`.
 */
export function describeProblem(t: ErrorTranslator, error: unknown, locale: string): Problem {
  const raw = (error ?? {}) as { data?: ProblemData; status?: unknown; code?: unknown; message?: unknown };
  const data = raw.data && typeof raw.data === "object" ? raw.data : {};
  const offline = error instanceof TypeError && typeof raw.status !== "number";
  const given = typeof data.code === "string" ? data.code : typeof raw.code === "string" ? raw.code.toLowerCase() : "";
  const code = offline ? "offline" : given && has(t, given) ? given : "unexpected";
  const values = printable(data.values, locale);
  const errcode = typeof data.errcode === "number" ? data.errcode : null;
  // WeChat's own failures bring their words with them, in both languages.
  const words = sentences([values.meaning, values.cause], locale);
  return {
    message: words || (say(t, code, values) ?? say(t, "unexpected", {}) ?? code),
    next: typeof values.nextStep === "string" ? values.nextStep : say(t, `${code}_next`, values),
    code: given || code,
    errcode,
    rid: typeof data.rid === "string" && data.rid ? data.rid : null,
    // Our own reference helps only where the mistake is ours.
    requestId: code === "unexpected" && typeof values.requestId === "string" ? values.requestId : null,
  };
}

/** Texts as sentences, each with its full stop; Chinese ones need no space between them. */
function sentences(texts: readonly unknown[], locale: string): string {
  const isChinese = locale.startsWith("zh");
  return texts
    .filter((text): text is string => typeof text === "string" && text !== "")
    .map((text) => (/[.。？?…]$/.test(text) ? text : `${text}${isChinese ? "。" : "."}`))
    .join(isChinese ? "" : " ");
}

/** `describeProblem` in the language of the page. */
export function useProblem(): (error: unknown) => Problem {
  const t = useTranslations("errors");
  const locale = useLocale();
  return (error) => describeProblem(t as unknown as ErrorTranslator, error, locale);
}

function has(t: ErrorTranslator, key: string): boolean {
  return /^[\w.]+$/.test(key) && t.has(key);
}

function say(t: ErrorTranslator, key: string, values: Values): string | null {
  if (!has(t, key)) return null;
  const text = t(key, values);
  // A placeholder without its value makes next-intl answer with the key.
  return text === `errors.${key}` ? null : text;
}

/** Values as a message can print them; a `{ zh, en }` pair gives the page's language. */
function printable(values: unknown, locale: string): Values {
  const out: Values = {};
  if (!values || typeof values !== "object") return out;
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "string" || typeof value === "number") out[name] = value;
    else if (Array.isArray(value)) out[name] = value.join(", ");
    else if (value && typeof value === "object") {
      const text = (value as Record<string, unknown>)[locale.startsWith("zh") ? "zh" : "en"];
      if (typeof text === "string") out[name] = text;
    }
  }
  return out;
}
