import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { Dialect } from "#db/kit.ts";
import { importAccountsJob, readDetailsJob } from "#lib/accounts/index.ts";
import { openInvitation } from "#lib/authorization/index.ts";
import { askBindingsJob, queueBindingJob } from "#lib/binding/index.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { readEnv } from "#lib/core/env.ts";
import { type AnyJob, createWorker, type Worker } from "#lib/jobs/index.ts";
import { connectSimulatedPlatform } from "#lib/platforms/testing.ts";
import { anonymous } from "#lib/staff/testing.ts";
import { openTestServices, receiveTicket } from "#lib/tokens/testing.ts";
import { encryptMessage, sign } from "#simulator/crypto.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "#simulator/start.ts";
import { buildXml } from "#simulator/xml.ts";
import { type CallbackHandler, createCallbackHandler } from "./callback-handler.ts";
import type { CallbackOptions } from "./receive-callback.ts";
import { tendInboxJob, workLaneJob } from "./work-lane.job.ts";

/** A console without its screens: callbacks over real HTTP, a worker, and the simulated WeChat that pushes to it. */
export interface TestConsole {
  services: Services;
  system: Context;
  simulator: Simulator;
  componentAppId: string;
  /** Where the simulator pushes to. */
  callbackUrl: string;
  handler: CallbackHandler;
  worker: Worker;
  /** The simulator's control API. @throws Error with its answer */
  control(path: string, body?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Opens an invitation as a merchant does. @returns the pre-authorization code and where WeChat leads back to. */
  openAsMerchant(
    code: string,
    device?: "pc" | "phone",
  ): Promise<{ preAuthCode: string; redirectUri: string; url: URL }>;
  /** The phone page's confirmation, pushes included. */
  confirm(appId: string, preAuthCode: string, funcIds?: number[]): Promise<{ code: string; redirect: string }>;
  close(): Promise<void>;
}

export interface TestConsoleOptions {
  dialect: Dialect;
  simulator?: SimulatorOptions;
  callbacks?: CallbackOptions;
  /** More jobs for the worker. */
  jobs?: AnyJob[];
  /** Do not connect the simulator's pushes: the test delivers them itself. */
  isDeaf?: boolean;
  /** Do not start the worker: the test runs what it wants itself. */
  isIdle?: boolean;
}

export async function openTestConsole(options: TestConsoleOptions): Promise<TestConsole> {
  const simulator = await startSimulator({ accounts: 60, authorized: 0, ...options.simulator });
  const clock = { now: () => simulator.world.clock.now() };
  const env = readEnv({
    NODE_ENV: "test",
    HUFU_DEMO: "1",
    HUFU_WECHAT_API_URL: simulator.url,
    HUFU_WECHAT_MP_URL: simulator.url,
    HUFU_WECHAT_OPEN_URL: simulator.url,
  });
  const services = await openTestServices({ dialect: options.dialect, apiUrl: simulator.url, clock, env });
  const { componentAppId } = await connectSimulatedPlatform(services, simulator.url);
  const handler = createCallbackHandler(services, options.callbacks);
  const server = await serveCallbacks(handler);
  const callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const jobs = [importAccountsJob, readDetailsJob, queueBindingJob, askBindingsJob, workLaneJob, tendInboxJob];
  const worker = createWorker(services, [...(jobs as AnyJob[]), ...(options.jobs ?? [])], { pollMs: 50 });
  if (!options.isIdle) await worker.start();

  const control: TestConsole["control"] = async (path, body) => {
    const init = body && {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    };
    const answer = await fetch(`${simulator.url}/_sim/${path}`, init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  if (options.isDeaf) await receiveTicket(services, componentAppId);
  else {
    await control(`platforms/${componentAppId}`, {
      events_url: `${callbackUrl}/wx/{component_appid}/events`,
      messages_url: `${callbackUrl}/wx/{component_appid}/messages/$APPID$`,
    });
    await control("tickets", { component_appid: componentAppId });
  }
  return {
    services,
    system: systemContext(services, "test"),
    simulator,
    componentAppId,
    callbackUrl,
    handler,
    worker,
    control,
    async openAsMerchant(code, device = "pc") {
      const url = new URL(await openInvitation(anonymous(services), { code, device }));
      // What the merchant's browser does: WeChat's page learns the redirect address from it.
      await fetch(url, { redirect: "manual" });
      return {
        preAuthCode: url.searchParams.get("pre_auth_code") ?? "",
        redirectUri: url.searchParams.get("redirect_uri") ?? "",
        url,
      };
    },
    async confirm(appId, preAuthCode, funcIds) {
      const done = await control(`accounts/${appId}/authorize`, {
        component_appid: componentAppId,
        pre_auth_code: preAuthCode,
        ...(funcIds && { func_ids: funcIds }),
      });
      return { code: String(done.authorization_code), redirect: String(done.redirect) };
    },
    async close() {
      await worker.stop(2_000);
      await simulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await services.store.close();
    },
  };
}

export interface Delivery {
  token: string;
  encodingAesKey: string;
  /** Tail of the ciphertext; WeChat's is the component's AppID. */
  receiver: string;
  timestampMs: number;
  xml: string;
  /** `AppId` on the event URL, `ToUserName` on the message URL. */
  to: { AppId: string } | { ToUserName: string };
}

/** A push as WeChat would send it, made with the simulator's own crypto: query and body. */
export function makeDelivery(push: Delivery): { query: URLSearchParams; body: string } {
  const encrypted = encryptMessage(push.encodingAesKey, randomBytes(16), push.xml, push.receiver);
  const timestamp = String(Math.floor(push.timestampMs / 1_000));
  const nonce = randomBytes(5).toString("hex");
  const query = new URLSearchParams({
    signature: sign(push.token, timestamp, nonce),
    timestamp,
    nonce,
    encrypt_type: "aes",
    msg_signature: sign(push.token, timestamp, nonce, encrypted),
  });
  return { query, body: buildXml({ ...push.to, Encrypt: encrypted }) };
}

/** Mounts the handler in a bare HTTP server. */
async function serveCallbacks(handler: CallbackHandler): Promise<Server> {
  const server = createServer(async (incoming, outgoing) => {
    const answer = await handler(toRequest(incoming));
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(await answer.text());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return server;
}

function toRequest(incoming: IncomingMessage): Request {
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
  const init: RequestInit & { duplex?: "half" } = {
    method: incoming.method ?? "GET",
    headers: incoming.headers as Record<string, string>,
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" as const }),
  };
  return new Request(`http://callback${incoming.url}`, init);
}
