import type { ParsedBody } from "./body.ts";
import type { Upload } from "./call.ts";
import { refuse } from "./refusal.ts";

const BOUNDARY = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^;\s]+))/i;
/** `; name="media"`, `; name=media` and `; filename*=utf-8''a.png`. */
const PARAMETER = /;\s*([\w-]+\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;
const LF = 10;
const CR = 13;

/**
 * Reads multipart/form-data as any client writes it: quoted or bare boundary and names, parameters
 * in any order, RFC 5987 and RFC 2047 file names, a preamble, bare line feeds.
 * Refuses a body that has no boundary with 41005.
 */
export function parseMultipart(raw: Buffer, contentType: string): ParsedBody {
  const found = BOUNDARY.exec(contentType);
  const mark = found?.[1] ?? found?.[2];
  if (!mark) refuse(41005);
  const delimiter = Buffer.from(`--${mark}`);
  const uploads: Upload[] = [];
  const fields: Record<string, string> = {};
  let start = nextDelimiter(raw, delimiter, 0);
  while (start >= 0 && !isClosing(raw, start + delimiter.length)) {
    const end = nextDelimiter(raw, delimiter, start + delimiter.length);
    const lineEnd = raw.indexOf(LF, start + delimiter.length);
    if (lineEnd < 0) break;
    readPart(raw.subarray(lineEnd + 1, end < 0 ? raw.length : beforeLineBreak(raw, end)), end >= 0, uploads, fields);
    start = end;
  }
  return { body: fields, uploads };
}

/** A delimiter counts only at the beginning of a line: a file may hold the same bytes elsewhere. */
function nextDelimiter(raw: Buffer, delimiter: Buffer, from: number): number {
  let at = raw.indexOf(delimiter, from);
  while (at > 0 && raw[at - 1] !== LF) at = raw.indexOf(delimiter, at + 1);
  return at;
}

function isClosing(raw: Buffer, at: number): boolean {
  return raw[at] === 0x2d && raw[at + 1] === 0x2d;
}

function beforeLineBreak(raw: Buffer, at: number): number {
  return raw[at - 2] === CR ? at - 2 : at - 1;
}

function readPart(part: Buffer, whole: boolean, uploads: Upload[], fields: Record<string, string>): void {
  const { head, bytes } = splitHead(part);
  const disposition = parameters(headerOf(head, "content-disposition"));
  const type = headerOf(head, "content-type").split(";")[0]?.trim() ?? "";
  const name = disposition.get("name") ?? "";
  const fileName = extended(disposition.get("filename*")) ?? decodeWord(disposition.get("filename"));
  if (fileName === undefined && (type === "" || type.startsWith("text/"))) fields[name] = bytes.toString("utf8");
  else uploads.push({ name, fileName: fileName ?? "", type, bytes, whole });
}

function splitHead(part: Buffer): { head: string; bytes: Buffer } {
  const crlf = part.indexOf("\r\n\r\n");
  const lf = part.indexOf("\n\n");
  const [at, length] = crlf >= 0 && (lf < 0 || crlf < lf) ? [crlf, 4] : [lf, 2];
  if (at < 0) return { head: part.toString("utf8"), bytes: Buffer.alloc(0) };
  return { head: part.subarray(0, at).toString("utf8"), bytes: part.subarray(at + length) };
}

/** The value of a part's header; folded lines count as one. */
function headerOf(head: string, name: string): string {
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0 && line.slice(0, colon).trim().toLowerCase() === name) return line.slice(colon + 1).trim();
  }
  return "";
}

function parameters(header: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name, quoted, bare] of header.matchAll(PARAMETER)) {
    found.set((name as string).toLowerCase(), quoted?.replace(/\\(["\\])/g, "$1") ?? (bare as string).trim());
  }
  return found;
}

/** `utf-8''%E8%8F%9C.png` (RFC 5987). */
function extended(value: string | undefined): string | undefined {
  const encoded = value?.split("'").slice(2).join("'");
  if (value === undefined || encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** `=?utf-8?B?6I+cLnBuZw==?=` (RFC 2047), as .NET writes a name beyond ASCII. */
function decodeWord(value: string | undefined): string | undefined {
  const word = /^=\?utf-8\?B\?([^?]*)\?=$/i.exec(value ?? "")?.[1];
  return word === undefined ? value : Buffer.from(word, "base64").toString("utf8");
}
