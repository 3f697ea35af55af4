import type { IncomingMessage } from "node:http";
import type { Env } from "#lib/core/env.ts";
import { newId } from "#lib/core/ids.ts";
import { addressHeader, requestIdHeader } from "#lib/core/request-headers.ts";

function addressOf(incoming: IncomingMessage, trustProxy: boolean): string {
  const peer = (incoming.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  if (!trustProxy) return peer;
  const forwarded = incoming.headers["x-forwarded-for"];
  // The last entry is the one that our own proxy wrote; those before it are hearsay.
  const last = (Array.isArray(forwarded) ? forwarded.at(-1) : forwarded)?.split(",").at(-1)?.trim();
  return last || peer;
}

/**
 * Writes down on the request who called and under which id, over anything a client sent under these names,
 * and takes out the headers by which Next's middleware could be talked around.
 */
export function markRequest(incoming: IncomingMessage, env: Pick<Env, "trustProxy">, nowMs: number): void {
  for (const name of Object.keys(incoming.headers)) if (name.startsWith("x-middleware-")) delete incoming.headers[name];
  incoming.headers[addressHeader] = addressOf(incoming, env.trustProxy);
  incoming.headers[requestIdHeader] = newId(nowMs);
}

/** True for a caller on this machine who did not come through a proxy. */
export function isLocal(incoming: IncomingMessage): boolean {
  const peer = (incoming.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  return (peer === "::1" || peer.startsWith("127.")) && incoming.headers["x-forwarded-for"] === undefined;
}
