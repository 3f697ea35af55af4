import type { Account, Grant, Platform } from "./model.ts";
import type { World } from "./world.ts";

type Method = "GET" | "POST";
export type Json = Readonly<Record<string, unknown>>;

export interface Upload {
  readonly name: string;
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** False when the body ended before the part did. */
  readonly whole: boolean;
}

/** Bytes instead of JSON, e.g. the JPEG of get_qrcode; clients save them under `fileName`. */
export class Bytes {
  readonly type: string;
  readonly bytes: Buffer;
  readonly fileName: string;
  constructor(type: string, bytes: Buffer, fileName: string) {
    this.type = type;
    this.bytes = bytes;
    this.fileName = fileName;
  }
}

/** A checked call. `platform`, `account` and `grant` are there as far as the token kind gives them. */
export interface Call {
  readonly world: World;
  readonly method: string;
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly uploads: readonly Upload[];
  readonly platform: Platform;
  readonly account: Account;
  readonly grant: Grant;
  readonly ip: string;
  /** Virtual milliseconds. */
  readonly now: number;
}

export type Answer = Json | Bytes;

export interface Endpoint {
  readonly path: string;
  readonly methods: readonly Method[];
  /**
   * `none`: no token; `component`, `account`: that kind only; `either`: both;
   * `sns`: the handler reads component_appid and component_access_token itself.
   */
  readonly token: "none" | "component" | "account" | "either" | "sns";
  /** Permission sets of which one must be granted; absent: none needed. */
  readonly sets?: readonly number[];
  readonly accountKind?: Account["kind"];
  /**
   * `required`: a zero-length POST body gives 44002; `optional`: it counts as `{}`;
   * `multipart`: a form with a file.
   */
  readonly body?: "required" | "optional" | "multipart";
  /** Text sent as \uXXXX is kept as those six characters (wire J.13). */
  readonly keepsEscapes?: boolean;
  /** Errcode when no listed set is granted; default 61007. */
  readonly missingSet?: (world: World) => number;
  readonly handle: (call: Call) => Answer;
}

/** `{"errcode":0,"errmsg":"ok",…}` */
export function ok(more: Json = {}): Json {
  return { errcode: 0, errmsg: "ok", ...more };
}
