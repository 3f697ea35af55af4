import type { ServerResponse } from "node:http";
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
