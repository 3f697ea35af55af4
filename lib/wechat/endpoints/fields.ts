import * as z from "zod";

/** An id kept as text: it may be a number, a string, 0, or larger than 2^53 (the parser then sends text). */
export const idText = z.union([z.string().min(1), z.number().int()]).transform(String);

/** A whole number, also when WeChat sends it as text. */
export const int = z.union([z.number(), z.string().regex(/^-?\d{1,15}$/)]).transform(Number);

/** Like `int`, null when WeChat leaves it out or sends an empty text. */
export const intOrNull = z
  .union([int, z.literal("")])
  .nullish()
  .transform((value) => (typeof value === "number" ? value : null));

/** Like `int`, 0 when WeChat leaves it out or sends an empty text. */
export const intOrZero = intOrNull.transform((value) => value ?? 0);

/** true/false, 1/0, and both as text in any case. */
export const flag = z
  .union([z.boolean(), z.number(), z.string().regex(/^(0|1|true|false|)$/i)])
  .transform((value) => value === true || value === 1 || value === "1" || /^true$/i.test(String(value)));

/** Like `flag`, null when WeChat leaves it out. */
export const flagOrNull = flag.nullish().transform((value) => value ?? null);

/** Text that may be missing, null or a bare number. */
export const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => String(value ?? ""));

/** An id that may be missing, null or an empty text. */
export const idOrNull = z
  .union([z.string(), z.number().int()])
  .nullish()
  .transform((value) => (value == null || value === "" ? null : String(value)));

/** Like `text`, with empty as null. */
export const textOrNull = text.transform((value) => (value === "" ? null : value));

/** A list that WeChat may leave out, send as null, or when empty write as "" or {}. */
export function list<Item extends z.ZodType>(item: Item) {
  return z
    .union([z.array(item), z.literal(""), z.strictObject({})])
    .nullish()
    .transform((items): z.output<Item>[] => (Array.isArray(items) ? (items as z.output<Item>[]) : []));
}

/** A part of an answer that only describes: whatever cannot be read of it is as good as left out. */
export function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).nullish().catch(null);
}

/** Unix seconds, as WeChat counts, to milliseconds; 0 when it is left out. */
export const secondsToMs = intOrZero.transform((seconds) => seconds * 1000);

/** Like `secondsToMs`, null when WeChat leaves it out. */
export const secondsToMsOrNull = intOrNull.transform((seconds) => (seconds === null ? null : seconds * 1000));

/** Nothing but success: `errcode` is looked at before. */
export const nothing = z.object({});

/** Splits WeChat's `a|b|c`. */
export const pipeList = text.transform((value) => value.split("|").filter((part) => part !== ""));
