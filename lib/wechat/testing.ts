import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fixedClock } from "#lib/core/clock.ts";
import { createLogger } from "#lib/core/logging.ts";
import { createWechatClient, type WechatClientOptions } from "./client.ts";

export interface SeenRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

type Responder = (request: SeenRequest, response: ServerResponse) => void;

/** A server that answers with published samples, for what the simulator never says. Close it after use. */
export async function startSampleServer(respond: Responder) {
  const seen: SeenRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const url = new URL(incoming.url ?? "/", "http://sample");
    const request = {
      method: incoming.method ?? "",
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: Buffer.concat(chunks),
    };
    seen.push(request);
    respond(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    seen,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** A client on a still clock that waits for nothing between sends and remembers the waits it was asked for. */
export function testClient(apiUrl: string, more: Partial<WechatClientOptions> = {}) {
  const clock = fixedClock(1_780_000_000_000);
  const waits: number[] = [];
  const client = createWechatClient({
    apiUrl,
    clock,
    log: createLogger("silent"),
    wait: async (delayMs) => {
      waits.push(delayMs);
    },
    ...more,
  });
  return { client, clock, waits };
}
