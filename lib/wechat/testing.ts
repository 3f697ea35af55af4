import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { createLogger } from "#lib/core/logging.ts";
import { startSimulator } from "#simulator/start.ts";
import { createWechatClient, type WechatClientOptions } from "./client.ts";
import { queryAuthorization } from "./endpoints/authorization.ts";
import { createPreAuthCode, fetchComponentToken } from "./endpoints/tickets.ts";

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

export interface SimulatedAccount {
  appid: string;
  user_name: string;
  kind: "official_account" | "mini_program";
  nick_name: string;
  principal_name: string;
  open_appid: string | null;
  grants: { component_appid: string; func_ids: number[] }[];
}

/** A running simulator, its first platform with a component token, and what a merchant's phone does. */
export async function startSimulatedPlatform(options: Parameters<typeof startSimulator>[0]) {
  const simulator = await startSimulator(options);
  // biome-ignore lint/suspicious/noExplicitAny: the control API answers with plain JSON
  const control = async (path: string, body?: unknown): Promise<any> => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${simulator.url}/_sim${path}`, body === undefined ? {} : init);
    expect(response.status, path).toBe(200);
    return response.json();
  };
  const client = () => testClient(simulator.url).client;
  const platform = (await control("/credentials")).platforms[0];
  const { componentToken, expiresInS } = await fetchComponentToken(client(), {
    componentAppId: platform.component_appid,
    appSecret: platform.component_appsecret,
    ticket: platform.component_verify_ticket,
  });
  expect(expiresInS).toBe(7200);
  const own = { componentAppId: platform.component_appid as string, componentToken };
  const accounts: SimulatedAccount[] = (await control("/accounts?limit=1000&offset=0")).accounts;
  const taken = new Set(accounts.filter((account) => account.grants.length > 0).map((account) => account.appid));

  /** The next account nobody is authorized for, and that no one took before. */
  function fresh(test: (account: SimulatedAccount) => boolean): SimulatedAccount {
    const found = accounts.find((account) => !taken.has(account.appid) && test(account));
    if (!found) return expect.fail("no such account left");
    taken.add(found.appid);
    return found;
  }

  /** Authorizes an account as the phone page does, and gives the code of the redirect. */
  async function consent(account: SimulatedAccount, funcIds?: number[]): Promise<string> {
    const { preAuthCode } = await createPreAuthCode(client(), own);
    const done = await control(`/accounts/${account.appid}/authorize`, {
      component_appid: own.componentAppId,
      pre_auth_code: preAuthCode,
      ...(funcIds ? { func_ids: funcIds } : {}),
    });
    return done.authorization_code;
  }

  /** Consent and redemption; `accountToken` is ready for use. */
  async function authorize(account: SimulatedAccount, funcIds?: number[]) {
    const authorizationCode = await consent(account, funcIds);
    const grant = await queryAuthorization(client(), { ...own, authorizationCode });
    return { ...grant, authorizationCode, accountToken: grant.accountToken ?? expect.fail("no token") };
  }

  return { simulator, control, client, platform, own, accounts, fresh, consent, authorize };
}

/** The error of a call that has to fail. */
export function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail("it should fail"),
    (error: unknown) => error,
  );
}
