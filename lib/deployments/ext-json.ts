import type { ExtJsonFault } from "./contract.ts";
import { findJsonFault, type JsonFaultKind } from "./json-fault.ts";

export interface ExtJsonProblem {
  code: ExtJsonFault;
  /** With code syntax: which fault of JSON. */
  kind?: JsonFaultKind;
  /** In English, for API users; the console words it by `code`. */
  message: string;
  /** 1-based; a column counts UTF-16 units, as editors do. */
  line: number;
  column: number;
}

export type ExtJson = { value: Record<string, unknown> } | { problem: ExtJsonProblem };

/** Reads ext_json as people typed it; empty text is an empty object. The first fault is given with its place. */
export function readExtJson(text: string): ExtJson {
  if (text.trim() === "") return { value: {} };
  const fault = findJsonFault(text);
  if (fault)
    return { problem: { code: "syntax", kind: fault.kind, message: fault.message, ...placeOf(text, fault.position) } };
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const start = text.length - text.trimStart().length;
    return { problem: { code: "not_object", message: "ext_json must be a JSON object", ...placeOf(text, start) } };
  }
  if ((value as { directCommit?: unknown }).directCommit === true) {
    const message = "directCommit would bypass the template library; leave it out";
    return { problem: { code: "direct_commit", message, ...placeOf(text, text.indexOf('"directCommit"')) } };
  }
  return { value: value as Record<string, unknown> };
}

/** The string WeChat gets for one account: always enabled, always the account's own appid (wechat-wire.md §F.2). */
export function extJsonFor(value: Record<string, unknown>, appId: string): string {
  return JSON.stringify({ ...value, extEnable: true, extAppid: appId });
}

function placeOf(text: string, position: number): { line: number; column: number } {
  const lines = text.slice(0, Math.max(position, 0)).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
