import { createHash } from "node:crypto";

/** 32-bit FNV-1a with a finishing mix: cheap, stable, and good enough to spread seeds. */
export function hash32(...parts: readonly (string | number)[]): number {
  let h = 0x811c9dc5;
  for (let nth = 0; nth < parts.length; nth++) {
    // A separator that no part holds, so that ("a", "b") and ("ab") differ.
    if (nth > 0) h = Math.imul(h ^ 1, 0x01000193);
    const part = parts[nth];
    const text = typeof part === "string" ? part : String(part);
    for (let i = 0; i < text.length; i++) {
      h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    }
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1) that depends only on the parts. */
export function fraction(...parts: readonly (string | number)[]): number {
  return hash32(...parts) / 0x1_0000_0000;
}

/** The member of `list` that the parts select; the list must not be empty. */
export function pick<T>(list: readonly T[], ...parts: readonly (string | number)[]): T {
  return list[hash32(...parts) % list.length] as T;
}

/** `length` lower-case hex characters that depend only on the parts. */
export function hex(length: number, ...parts: readonly (string | number)[]): string {
  let out = "";
  for (let i = 0; out.length < length; i++) {
    out += hash32(i, ...parts)
      .toString(16)
      .padStart(8, "0");
  }
  return out.slice(0, length);
}

/** `length` base64url characters that depend only on the parts. */
export function base64url(length: number, ...parts: readonly (string | number)[]): string {
  let out = "";
  for (let i = 0; out.length < length; i++) {
    out += createHash("sha512")
      .update(`${i}\u0001${parts.join("\u0001")}`)
      .digest("base64url");
  }
  return out.slice(0, length);
}
