import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { World } from "../world.ts";

/** A request to the control API; its errors are plain HTTP ones, unlike WeChat's. */
interface ControlRequest {
  readonly world: World;
  readonly url: URL;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the path's placeholder held, e.g. the appid. */
  readonly id: string;
}

export type ControlHandler = (request: ControlRequest) => unknown | Promise<unknown>;

/** Refuses a control request: 400 bad input, 404 no such thing, 409 not now. */
export class ControlError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** An answer too large to hold in memory: its text, piece by piece. */
export class Pieces {
  readonly texts: Iterable<string>;
  constructor(texts: Iterable<string>) {
    this.texts = texts;
  }
}

/** Writes the pieces of a JSON text as fast as the reader takes them. */
export function sendPieces(response: ServerResponse, { texts }: Pieces): Promise<void> {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  return pipeline(Readable.from(texts), response).catch(() => {
    // The reader went away.
  });
}

/** Writes JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
  });
  response.end(text);
}
