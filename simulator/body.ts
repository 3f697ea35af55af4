import type { Endpoint, Json, Upload } from "./call.ts";
import { parseMultipart } from "./multipart.ts";
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
  let text = raw.toString("utf8").replace(/^\uFEFF/, "");
  if (endpoint.keepsEscapes) {
    text = text.replace(/\\(?:u[0-9a-fA-F]{4}|.)/gs, (pair) => (pair.length === 6 ? `\\${pair}` : pair));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    if (method === "GET") return NOTHING;
    refuse(47001);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    // Some clients send `null` for want of a body.
    if (method === "GET" || value === null) return NOTHING;
    refuse(47001);
  }
  return { body: value as Json, uploads: [] };
}
