import type { Json } from "../call.ts";
import { demand } from "../refusal.ts";

/** A text field that must be there; `missing` is the errcode otherwise (default 47001). */
export function textField(body: Json, name: string, missing = 47001): string {
  const value = body[name];
  demand(typeof value === "string" && value !== "", missing);
  return value;
}

/** A whole number, also when it came as digits in a string. */
export function numberField(body: Json, name: string, missing = 47001): number {
  const value = body[name];
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  demand(typeof number === "number" && Number.isInteger(number), missing);
  return number;
}

/** A list of texts; an absent one is empty. */
export function textList(body: Json, name: string, wrong = 47001): string[] {
  const value = body[name] ?? [];
  demand(Array.isArray(value) && value.every((one) => typeof one === "string"), wrong);
  return value as string[];
}

/** Whether the value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether an object was left out: absent, null, or the empty list that PHP makes of an empty object. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
