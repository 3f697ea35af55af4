import { refusal } from "./errors.ts";

/** The largest push we read; real ones are a few KB. */
export const bodyLimitBytes = 64 * 1024;

/** The request's body as text. Stops reading at the limit, whatever Content-Length says. @throws AppError */
export async function readBody(request: Request): Promise<string> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > bodyLimitBytes) throw refusal("callback_too_large");
  if (!request.body) return "";
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > bodyLimitBytes) throw refusal("callback_too_large");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
