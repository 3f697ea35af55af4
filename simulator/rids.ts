import { hash32 } from "./random.ts";

/** A failed call as `/cgi-bin/openapi/rid/get` shows it; secrets are blanked. */
export interface RidRecord {
  readonly invokedAt: number;
  readonly costMs: number;
  readonly platform: string | null;
  readonly appid: string | null;
  readonly url: string;
  readonly requestBody: string;
  readonly responseBody: string;
  readonly clientIp: string;
}

const KEPT = 5_000;
const SECRET =
  /(?<!\w)((?:(?:component_|authorizer_)?access_token|component_(?:app)?secret|appsecret|(?:authorizer_)?refresh_token|component_verify_ticket|authorization_code|(?:pre_)?auth_code|(?:js_)?code)["']?\s*[=:]\s*"?)[^"&,}\s]+/g;

/** Request ids: Unix time in hex, then two groups that only differ from call to call. */
export class Rids {
  readonly #records = new Map<string, RidRecord>();
  #count = 0;
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
  }

  next(nowMs: number): string {
    const nth = this.#count++;
    const group = (text: number) => text.toString(16).padStart(8, "0");
    const time = group(Math.floor(nowMs / 1000));
    return `${time}-${group(hash32(this.#seed, "rid", nth))}-${group(hash32(nth, "rid"))}`;
  }

  keep(rid: string, record: RidRecord): void {
    this.#records.set(rid, {
      ...record,
      url: record.url.replace(SECRET, "$1***"),
      requestBody: record.requestBody.replace(SECRET, "$1***"),
      responseBody: record.responseBody.replace(SECRET, "$1***"),
    });
    if (this.#records.size > KEPT) {
      const oldest = this.#records.keys().next().value;
      if (oldest !== undefined) this.#records.delete(oldest);
    }
  }

  find(rid: string): RidRecord | undefined {
    return this.#records.get(rid);
  }
}
