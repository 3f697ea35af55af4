import type { IncomingMessage } from "node:http";
import { bodyLimitBytes } from "./receive-callback.ts";

/** A Web request's body. Stops reading at the limit, whatever Content-Length says. @returns null when longer */
export async function readBody(request: Request): Promise<Buffer | null> {
  if (!request.body) return Buffer.alloc(0);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > bodyLimitBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The same of a Node request. @returns null when longer, undefined when the client went away meanwhile. */
export function readNodeBody(incoming: IncomingMessage): Promise<Buffer | null | undefined> {
  return new Promise((resolve) => {
    let whole: Buffer | null = null;
    incoming.on("data", (part: Buffer) => {
      whole = whole === null ? part : Buffer.concat([whole, part]);
      if (whole.length <= bodyLimitBytes) return;
      incoming.pause().removeAllListeners("data");
      resolve(null);
    });
    incoming.once("end", () => resolve(whole ?? Buffer.alloc(0)));
    incoming.once("error", () => resolve(undefined));
    incoming.once("close", () => resolve(undefined));
  });
}
