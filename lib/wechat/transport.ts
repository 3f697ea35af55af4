import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

export interface Exchange {
  status: number;
  contentType: string;
  bytes: Buffer;
}

export interface OutgoingRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: Buffer | undefined;
  timeoutMs: number;
  maxBytes: number;
}

/** Why no answer came. `sent: false` means that no byte of the request can have arrived. */
export interface TransportFailure {
  reason: "timeout" | "reset" | "refused" | "malformed";
  sent: boolean;
  /** Node's error code, fit for the log. */
  detail: string;
}

export type Transport = (request: OutgoingRequest) => Promise<Exchange | TransportFailure>;

/**
 * HTTP over kept-alive connections. node:http rather than fetch: Next replaces fetch by one that caches
 * and traces whole URLs, which hold tokens; and only here can it be known that nothing was sent.
 * Redirects are not followed. Never rejects.
 */
export function createTransport(maxSockets = 64): Transport {
  const agents = {
    "http:": new HttpAgent({ keepAlive: true, maxSockets, scheduling: "lifo" }),
    "https:": new HttpsAgent({ keepAlive: true, maxSockets, scheduling: "lifo" }),
  };
  return (outgoing) =>
    new Promise((resolve) => {
      const secure = outgoing.url.protocol === "https:";
      let connected = false;
      let settled = false;
      const settle = (result: Exchange | TransportFailure) => {
        if (settled) return;
        settled = true;
        clearTimeout(timer);
        resolve(result);
      };
      const request = (secure ? httpsRequest : httpRequest)(
        outgoing.url,
        {
          method: outgoing.method,
          agent: agents[secure ? "https:" : "http:"],
          headers: {
            ...outgoing.headers,
            ...(outgoing.body ? { "content-length": String(outgoing.body.length) } : {}),
          },
        },
        (response) => {
          readCapped(response, outgoing.maxBytes).then(
            (bytes) =>
              settle({ status: response.statusCode ?? 0, contentType: response.headers["content-type"] ?? "", bytes }),
            (error: NodeJS.ErrnoException) => {
              settle({
                reason: error.code === "TOO_LARGE" ? "malformed" : "reset",
                sent: true,
                detail: error.code ?? "broken",
              });
              request.destroy();
            },
          );
        },
      );
      const timer = setTimeout(() => {
        settle({ reason: "timeout", sent: connected, detail: connected ? "no answer" : "no connection" });
        request.destroy();
      }, outgoing.timeoutMs);
      request.on("socket", (socket) => {
        if (!socket.connecting) connected = true;
        else
          socket.once(secure ? "secureConnect" : "connect", () => {
            connected = true;
          });
      });
      request.on("error", (error: NodeJS.ErrnoException) => {
        const detail = error.code ?? "error";
        const reason = detail.startsWith("HPE_") ? "malformed" : connected ? "reset" : "refused";
        settle({ reason, sent: connected, detail });
      });
      request.end(outgoing.body);
    });
}

async function readCapped(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw Object.assign(new Error("answer too large"), { code: "TOO_LARGE" });
    chunks.push(chunk);
  }
  if (!response.complete) throw Object.assign(new Error("answer cut short"), { code: "ECONNRESET" });
  return Buffer.concat(chunks, size);
}
