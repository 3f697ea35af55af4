/** Largest body of an API call, in bytes. */
export const bodyLimit = 1_048_576;

/** The request with its body in memory, read no further than `limit` bytes. @returns null when it is longer. */
export async function readLimited(request: Request, limit = bodyLimit): Promise<Request | null> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > limit) return null;
  if (!request.body) return request;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  const { method, headers, url, signal } = request;
  return new Request(url, { method, headers, signal, body: Buffer.concat(chunks) });
}
