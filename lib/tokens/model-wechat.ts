import type { WechatClientOptions } from "#lib/wechat/index.ts";

// The model's WeChat: one platform with one account, every answer of which waits for the schedule.

type Transport = NonNullable<WechatClientOptions["transport"]>;
type Exchange = Awaited<ReturnType<Transport>>;

export interface Issued {
  generation: number;
  /** Order in which WeChat issued them. */
  nth: number;
  expiresAt: number;
  /** Five minutes after a newer token or authorization at the latest (wechat-wire.md §B.1). */
  worksUntil: number;
}

/** A call that waits for the schedule: in flight to WeChat, or executed and its answer in flight back. */
export interface PendingCall {
  path: string;
  node: number;
  /** What the caller's row said when the call was sent. */
  fence: number;
  leaseEndsAt: number;
  answer: unknown;
  resolve(exchange: Exchange): void;
}

const lifeS = 7_200;
const overlapMs = 5 * 60_000;
const ticketLifeMs = 12 * 3_600_000;
const refreshPath = "api_authorizer_token";
const listPath = "api_get_authorizer_list";

export class ModelWechat {
  readonly issued = new Map<string, Issued>();
  readonly pending: PendingCall[] = [];
  /** Pushed tickets and authorizations that have not arrived. */
  readonly tickets: { value: string; at: number }[] = [];
  readonly authorizations: { at: number }[] = [];
  readonly appId: string;
  generation = 0;
  granted = false;
  /** Refreshes asked for so far. */
  refreshes = 0;
  /** Errcodes for the next purchases of a component token. */
  readonly componentFaults: number[] = [];
  #authorizedAt = 0;
  #previousUntil = 0;
  #nth = 0;
  #current: Issued | null = null;
  readonly #ticketsIssued = new Map<string, number>();
  readonly #componentTokens = new Map<string, number>();
  readonly #now: () => number;

  constructor(appId: string, now: () => number) {
    this.appId = appId;
    this.#now = now;
  }

  pushTicket(): void {
    const ticket = { value: `ticket@@@${this.#ticketsIssued.size + 1}`, at: this.#now() };
    this.#ticketsIssued.set(ticket.value, ticket.at);
    this.tickets.push(ticket);
  }

  /** The merchant authorizes (again): another refresh token, and an event under way. */
  authorize(): void {
    this.generation += 1;
    this.granted = true;
    this.#authorizedAt = this.#now();
    this.#previousUntil = this.#now() + overlapMs;
    if (this.#current) this.#current.worksUntil = Math.min(this.#current.worksUntil, this.#previousUntil);
    this.authorizations.push({ at: this.#authorizedAt });
  }

  /** What api_query_auth gives for the code of an event, when it is asked. */
  exchange(): { accountToken: string; expiresInS: number; refreshToken: string } {
    return { accountToken: this.#issue(), expiresInS: lifeS, refreshToken: this.#refreshToken() };
  }

  /** @returns the errcode with which a call with this token is refused, 0 when it works */
  refusalOf(token: string): 0 | 40001 | 42001 | 61003 {
    const known = this.issued.get(token);
    if (known === undefined || known.expiresAt <= this.#now()) return 42001;
    if (!this.granted) return 61003;
    return known.worksUntil <= this.#now() ? 40001 : 0;
  }

  /** The way out of one process; `note` reads its row before a call is put on the schedule. */
  transportOf(node: number, note: (path: string) => Promise<Pick<PendingCall, "fence" | "leaseEndsAt">>): Transport {
    return async ({ url, body }) => {
      const path = url.pathname.split("/").at(-1) ?? "";
      const given = JSON.parse(String(body)) as Record<string, string>;
      if (path === "api_start_push_ticket") {
        this.pushTicket();
        return json({ errcode: 0, errmsg: "ok" });
      }
      if (path === "api_component_token") return json(this.#componentToken(given.component_verify_ticket ?? ""));
      if (path === refreshPath) this.refreshes += 1;
      const facts = await note(path);
      const ask = () => this.#execute(path, url.searchParams.get("access_token") ?? "", given);
      return new Promise((resolve) => {
        this.pending.push({ path, node, ...facts, answer: ask, resolve });
      });
    };
  }

  /** WeChat executes the call; its answer stays under way. */
  arrive(call: PendingCall): void {
    if (typeof call.answer === "function") call.answer = call.answer();
  }

  /** Takes a call off the schedule and answers it. */
  settle(call: PendingCall, end: "answer" | "lost_before" | "lost_after" | number): void {
    this.pending.splice(this.pending.indexOf(call), 1);
    const untouched = typeof call.answer === "function";
    if (end === "lost_before" || end === "lost_after") {
      if (end === "lost_after") this.arrive(call);
      call.resolve({ reason: end === "lost_after" ? "timeout" : "reset", sent: true, detail: "model" });
    } else if (typeof end === "number" && untouched) call.resolve(json({ errcode: end, errmsg: "model" }));
    else {
      this.arrive(call);
      call.resolve(json(call.answer));
    }
  }

  #componentToken(ticket: string): unknown {
    const fault = this.componentFaults.shift();
    if (fault !== undefined) return { errcode: fault, errmsg: "model" };
    const at = this.#ticketsIssued.get(ticket);
    if (at === undefined) return { errcode: 61006, errmsg: "component ticket is invalid" };
    if (at + ticketLifeMs <= this.#now()) return { errcode: 61005, errmsg: "component ticket is expired" };
    const token = `99_${String(this.#componentTokens.size).padStart(154, "c")}`;
    this.#componentTokens.set(token, this.#now() + lifeS * 1_000);
    return { component_access_token: token, expires_in: lifeS };
  }

  #execute(path: string, componentToken: string, given: Record<string, string>): unknown {
    if ((this.#componentTokens.get(componentToken) ?? 0) <= this.#now()) return { errcode: 42001, errmsg: "expired" };
    if (path === listPath) {
      const one = { authorizer_appid: this.appId, refresh_token: this.#refreshToken(), auth_time: this.#authorizedAt };
      const list = this.granted ? [{ ...one, auth_time: Math.floor(this.#authorizedAt / 1_000) }] : [];
      return { total_count: list.length, list };
    }
    if (path !== refreshPath) throw new Error(`The model knows no ${path}`);
    if (!this.granted) return { errcode: 61003, errmsg: "component is not authorized" };
    const generation = Number(given.authorizer_refresh_token?.split("@@@")[1]);
    const previous = generation === this.generation - 1 && this.#now() < this.#previousUntil;
    if (generation !== this.generation && !previous) return { errcode: 61023, errmsg: "refresh_token is invalid" };
    return {
      authorizer_access_token: this.#issue(),
      expires_in: lifeS,
      authorizer_refresh_token: this.#refreshToken(),
    };
  }

  #issue(): string {
    this.#nth += 1;
    const now = this.#now();
    if (this.#current) this.#current.worksUntil = Math.min(this.#current.worksUntil, now + overlapMs);
    const ends = now + lifeS * 1_000;
    this.#current = { generation: this.generation, nth: this.#nth, expiresAt: ends, worksUntil: ends };
    const token = `70_${this.#nth}_${this.appId}`;
    this.issued.set(token, this.#current);
    return token;
  }

  #refreshToken(): string {
    return `refreshtoken@@@${this.generation}`;
  }
}

function json(value: unknown): Exchange {
  return { status: 200, contentType: "application/json", bytes: Buffer.from(JSON.stringify(value)) };
}
