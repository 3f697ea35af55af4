import type { Endpoint, Json, Upload } from "./call.ts";
import { refuse } from "./refusal.ts";

/** The longest JSON body that is read; uploads have their own limits. */
const MAX_JSON_BYTES = 1_048_576;
/** The longest request of any kind: a 10 MB video and its envelope. */
export const MAX_BODY_BYTES = 12 * 1_048_576;

export interface ParsedBody {
  readonly body: Json;
  readonly uploads: readonly Upload[];
}

const NOTHING: ParsedBody = { body: {}, uploads: [] };

/** Reads a body as the endpoint wants it; refuses with 44002, 45008 or 47001. */
export function parseBody(endpoint: Endpoint, method: string, raw: Buffer, contentType: string): ParsedBody {
  if (endpoint.body === "multipart") return parseMultipart(raw, contentType);
  if (raw.length === 0) {
    if (method === "POST" && endpoint.body === "required") refuse(44002);
    return NOTHING;
  }
  if (raw.length > MAX_JSON_BYTES) refuse(45008);
  let text = raw.toString("utf8");
  if (endpoint.keepsEscapes) {
    text = text.replace(/\\(?:u[0-9a-fA-F]{4}|.)/gs, (pair) => (pair.length === 6 ? `\\${pair}` : pair));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    refuse(47001);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    // Some clients send `null` for want of a body.
    if (method === "GET" || (value === null && endpoint.body === "optional")) return NOTHING;
    refuse(47001);
  }
  return { body: value as Json, uploads: [] };
}

function parseMultipart(raw: Buffer, contentType: string): ParsedBody {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!mark) refuse(41005);
  const delimiter = Buffer.from(`--${mark}`);
  const uploads: Upload[] = [];
  const fields: Record<string, string> = {};
  let start = raw.indexOf(delimiter);
  while (start >= 0) {
    const end = raw.indexOf(delimiter, start + delimiter.length);
    if (end < 0) break;
    const part = raw.subarray(start + delimiter.length + 2, end - 2);
    const split = part.indexOf("\r\n\r\n");
    if (split >= 0) {
      const head = part.subarray(0, split).toString("utf8");
      const bytes = part.subarray(split + 4);
      const name = /name="([^"]*)"/i.exec(head)?.[1] ?? "";
      const fileName = /filename="([^"]*)"/i.exec(head)?.[1];
      if (fileName === undefined) fields[name] = bytes.toString("utf8");
      else {
        const type = /content-type:\s*([^\r\n;]+)/i.exec(head)?.[1] ?? "";
        uploads.push({ name, fileName, type, bytes });
      }
    }
    start = end;
  }
  return { body: fields, uploads };
}
