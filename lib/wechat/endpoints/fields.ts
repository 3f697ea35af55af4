import * as z from "zod";

/** An id kept as text: it may be a number, a string, 0, or larger than 2^53 (the parser then sends text). */
export const idText = z.union([z.string().min(1), z.number().int()]).transform(String);

/** A whole number, also when WeChat sends it as text. */
export const int = z.union([z.number(), z.string().regex(/^-?\d{1,15}$/)]).transform(Number);

/** Like `int`, 0 when WeChat leaves it out. */
export const intOrZero = int.nullish().transform((value) => value ?? 0);

/** true/false, 1/0, and both as text. */
export const flag = z
  .union([z.boolean(), z.number(), z.enum(["0", "1", "true", "false", ""])])
  .transform((value) => value === true || value === 1 || value === "1" || value === "true");

/** Text that may be missing, null or a bare number. */
export const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => String(value ?? ""));

/** Like `text`, with empty as null. */
export const textOrNull = text.transform((value) => (value === "" ? null : value));

/** A list that WeChat may leave out or send as null. */
export function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

/** Unix seconds, as WeChat counts, to milliseconds; 0 when it is left out. */
export const secondsToMs = intOrZero.transform((seconds) => seconds * 1000);

/** Like `secondsToMs`, null when WeChat leaves it out. */
export const secondsToMsOrNull = int.nullish().transform((seconds) => (seconds == null ? null : seconds * 1000));

/** Nothing but success: `errcode` is looked at before. */
export const nothing = z.object({});

/** Splits WeChat's `a|b|c`. */
export const pipeList = text.transform((value) => value.split("|").filter((part) => part !== ""));
