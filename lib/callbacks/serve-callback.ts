import type { IncomingMessage, ServerResponse } from "node:http";
import { readNodeBody } from "./read-body.ts";
import type { ReceiveCallback } from "./receive-callback.ts";

export const answerHeaders = {
  "content-type": "text/plain; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};
const rawHeaders = Object.entries(answerHeaders).flat();

/** Answers one Node request; resolves when the answer is written, or the client has gone. */
export async function serveCallback(
  receive: ReceiveCallback,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await readNodeBody(incoming);
  if (body === undefined) return;
  const answer = await receive({ method: incoming.method ?? "GET", target: incoming.url ?? "/", body });
  const headers = [...rawHeaders, "content-length", String(Buffer.byteLength(answer.body))];
  // What was not read of an oversized request must not be taken for the next one.
  if (!incoming.complete) headers.push("connection", "close");
  outgoing.writeHead(answer.status, headers).end(answer.body);
}
