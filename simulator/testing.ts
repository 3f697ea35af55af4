import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";
import { type Clock, createClock } from "./clock.ts";
import { decryptMessage, sign } from "./crypto.ts";
import { profileAt } from "./seed/profile.ts";
import { type SimulatorOptions, startSimulator } from "./start.ts";
import { parseXml } from "./xml.ts";

export interface Reply {
  readonly errcode?: number;
  readonly errmsg?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  readonly [field: string]: any;
}

/** Waits for a fact; long enough for a slow machine, since a fact that never comes true is a failure anyway. */
export function eventually<T>(fact: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(fact, { timeout: 15_000, interval: 20 });
}

/** A fixed start, so that nothing in a test depends on the day it runs. */
const START = Date.UTC(2026, 10, 20, 2, 0, 0);

/** A clock that stands still unless it is advanced, so that two runs live through the very same milliseconds. */
export function createStillClock(): Clock {
  return createClock(START, "still");
}

/** A started simulator with a small client that speaks the wire. */
export async function startTestSimulator(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({
    accounts: 200,
    authorized: 40,
    clock: createClock(START),
    ...options,
  });
  const { url, world } = simulator;
  const send = async (path: string, body?: unknown, method = body === undefined ? "GET" : "POST"): Promise<Reply> => {
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const response = await fetch(`${url}${path}`, { method, body: text as string | undefined, redirect: "manual" });
    return JSON.parse(await response.text()) as Reply;
  };
  const component = async (nth = 0): Promise<ComponentClient> => {
    const credentials = (await send("/_sim/credentials")).platforms as Reply[];
    const { component_appid, component_appsecret, component_verify_ticket } = credentials[nth] as Reply;
    const { component_access_token: token } = await send("/cgi-bin/component/api_component_token", {
      component_appid,
      component_appsecret,
      component_verify_ticket: component_verify_ticket ?? "",
    });
    const call = (path: string, body?: unknown, method?: string) =>
      send(`${path}${path.includes("?") ? "&" : "?"}access_token=${token}`, body, method);
    return {
      appid: component_appid,
      token,
      call,
      post: (name: string, body: Record<string, unknown> = {}) =>
        call(`/cgi-bin/component/${name}`, { component_appid, ...body }),
    };
  };
  /** Authorizes an account through the control API and returns its client. */
  const merchant = async (
    platform: ComponentClient,
    appid: string,
    funcIds?: readonly number[],
  ): Promise<MerchantClient> => {
    const { pre_auth_code } = await platform.post("api_create_preauthcode");
    const done = await send(`/_sim/accounts/${appid}/authorize`, {
      component_appid: platform.appid,
      pre_auth_code,
      func_ids: funcIds,
    });
    if (done.error) throw new Error(done.error);
    const { authorization_info: info } = await platform.post("api_query_auth", {
      authorization_code: done.authorization_code,
    });
    const token: string = info.authorizer_access_token;
    return {
      appid,
      token,
      refreshToken: info.authorizer_refresh_token,
      call: (path, body, method) => send(`${path}${path.includes("?") ? "&" : "?"}access_token=${token}`, body, method),
    };
  };
  /** Appids not authorized yet, of one kind and in good standing. */
  const fresh = (kind: "mini_program" | "official_account", where: (index: number) => boolean = () => true) =>
    world.accounts
      .filter((one) => one.kind === kind && where(one.index) && profileAt(world.seed, one.index).accountStatus === 1)
      .filter((one) => world.platforms.every((p) => !p.grants.has(one.appid)))
      .map((one) => one.appid);
  return { ...simulator, send, component, merchant, fresh };
}

export interface ComponentClient {
  readonly appid: string;
  readonly token: string;
  call(path: string, body?: unknown, method?: string): Promise<Reply>;
  post(name: string, body?: Record<string, unknown>): Promise<Reply>;
}

export interface MerchantClient {
  readonly appid: string;
  readonly token: string;
  readonly refreshToken: string;
  call(path: string, body?: unknown, method?: string): Promise<Reply>;
}

export interface Received {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The message as it was before it was read. */
  readonly xml: string;
  readonly signed: boolean;
  /** Parameters of the query in their order. */
  readonly query: readonly (readonly [string, string])[];
  /** The appid behind the message. */
  readonly tail: string;
  /** The body as it came. */
  readonly envelope: string;
}

/** What a receiver answers; a silent one leaves WeChat waiting. */
export type PushAnswer = { readonly status?: number; readonly body: string } | "silence";

/** A receiver for pushes that opens them with its own look at the credentials. */
export async function startReceiver(
  reveal: () => { token: string; encodingAesKey: string },
  answer: (received: Received) => PushAnswer | Promise<PushAnswer> = () => ({ body: "success" }),
) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const { token, encodingAesKey } = reveal();
      const url = new URL(request.url ?? "/", "http://receiver");
      const query = (name: string) => url.searchParams.get(name) ?? "";
      const envelope = Buffer.concat(chunks).toString("utf8");
      const encrypted = parseXml(envelope)?.Encrypt ?? "";
      const { message, appid } = decryptMessage(encodingAesKey, encrypted);
      const one: Received = {
        path: url.pathname,
        fields: parseXml(message) ?? {},
        xml: message,
        signed:
          sign(token, query("timestamp"), query("nonce"), encrypted) === query("msg_signature") &&
          sign(token, query("timestamp"), query("nonce")) === query("signature") &&
          query("encrypt_type") === "aes",
        query: [...url.searchParams],
        tail: appid,
        envelope,
      };
      received.push(one);
      const reply = await answer(one);
      if (reply === "silence") return;
      const { status = 200, body } = reply;
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
