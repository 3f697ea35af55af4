import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * A Web Request of a Node one, its body read up to one byte more than `limit`: the handler then sees that
 * it is too long and says so in its own way. @returns null when the client went away meanwhile.
 */
export async function toWebRequest(incoming: IncomingMessage, origin: string, limit: number): Promise<Request | null> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (name === "content-length" || name === "transfer-encoding" || name.startsWith(":")) continue;
    if (Array.isArray(value)) for (const item of value) headers.append(name, item);
    else if (value !== undefined) headers.set(name, value);
  }
  const method = incoming.method ?? "GET";
  const body = method === "GET" || method === "HEAD" ? undefined : await readBody(incoming, limit);
  if (body === null) return null;
  const path = incoming.url ?? "/";
  // "//host/…" would name another host to the URL parser.
  const url = origin + (path.startsWith("/") && !path.startsWith("//") ? path : "/");
  return new Request(url, body === undefined ? { method, headers } : { method, headers, body });
}

async function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) break;
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).subarray(0, limit + 1);
}

/** Writes a Web Response to a Node one. */
export async function sendWebResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== "set-cookie") outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  // What was not read of an oversized request must not be taken for the next one.
  if (!outgoing.req.complete) outgoing.setHeader("connection", "close");
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
