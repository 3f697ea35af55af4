import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { openTestStore } from "#db/testing.ts";
import { auditEntries } from "#lib/audit/testing.ts";
import { createCallbackHandler } from "#lib/callbacks/index.ts";
import { testKeyring } from "#lib/core/cipher.ts";
import { systemClock } from "#lib/core/clock.ts";
import { type Services, systemContext } from "#lib/core/context.ts";
import { readEnv } from "#lib/core/env.ts";
import { createLogger } from "#lib/core/logging.ts";
import { listPlatforms } from "#lib/platforms/index.ts";
import { createWechatClient } from "#lib/wechat/index.ts";
import { type Simulator, startSimulator } from "#simulator/start.ts";
import { startBackground, stopBackground } from "./background.ts";
import { checkHealth, isLocal, markRequest, sendWebResponse, toWebRequest, writeMetrics } from "./index.ts";
import { secretFile } from "./secret-file.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A node:http server in front of a Web handler, as server.ts mounts one. */
async function serve(handle: (request: Request, incoming: IncomingMessage) => Promise<Response>, limit = 65_536) {
  const server: Server = createServer(async (incoming, outgoing) => {
    const made = await toWebRequest(incoming, "http://console.test", limit);
    if (made) await sendWebResponse(await handle(made, incoming), outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("requests", () => {
  test("method, path, headers, body and cookies pass both ways", async () => {
    const url = await serve(async (made) => {
      const headers = new Headers({ "x-seen": `${made.method} ${made.url} ${made.headers.get("x-a")}` });
      headers.append("set-cookie", "a=1");
      headers.append("set-cookie", "b=2");
      return new Response(await made.text(), { status: 201, headers });
    });
    const answer = await fetch(`${url}/wx/p?q=1`, {
      method: "POST",
      body: "密文",
      headers: { "x-a": "é".normalize() },
    });
    expect([answer.status, await answer.text(), answer.headers.getSetCookie()]).toEqual([201, "密文", ["a=1", "b=2"]]);
    expect(answer.headers.get("x-seen")).toMatch(/^POST http:\/\/console\.test\/wx\/p\?q=1 /);
  });

  test("no more than one byte over the limit is read of a body", async () => {
    const url = await serve(async (made) => new Response(String((await made.arrayBuffer()).byteLength)), 1_000);
    const answer = await fetch(url, { method: "POST", body: "x".repeat(500_000) });
    expect(await answer.text()).toBe("1001");
  });

  test("a path that looks like another host stays on ours", async () => {
    const url = new URL(await serve(async (made) => new Response(made.url)));
    const text = await new Promise<string>((resolve) => {
      request({ host: url.hostname, port: url.port, path: "//evil.example/x" }, async (answer) => {
        let body = "";
        for await (const chunk of answer) body += chunk;
        resolve(body);
      }).end();
    });
    expect(text).toBe("http://console.test/");
  });

  test("who called is written by the server, whatever a client claims", async () => {
    const seen: (string | undefined)[][] = [];
    const note = (trustProxy: boolean) =>
      serve(async (_made, incoming) => {
        markRequest(incoming, { trustProxy }, Date.now());
        const { headers } = incoming;
        seen.push([headers["x-hufu-address"], headers["x-middleware-subrequest"], headers["x-request-id"]] as string[]);
        return new Response(String(isLocal(incoming)));
      });
    const headers = {
      "x-hufu-address": "6.6.6.6",
      "x-request-id": "mine",
      "x-middleware-subrequest": "proxy",
      "x-forwarded-for": "6.6.6.6, 198.51.100.4",
    };
    const answers = [await fetch(await note(false), { headers }), await fetch(await note(true), { headers })];
    expect(seen.map(([address]) => address)).toEqual(["127.0.0.1", "198.51.100.4"]);
    expect(seen.map(([, middleware]) => middleware)).toEqual([undefined, undefined]);
    expect(seen.some(([, , id]) => id === "mine")).toBe(false);
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(["false", "false"]);
  });
});

test("a secret file is made once, for its owner only", () => {
  const dir = mkdtempSync(join(tmpdir(), "hufu-"));
  const made = secretFile(join(dir, "data"), "session-secret");
  expect(secretFile(join(dir, "data"), "session-secret")).toBe(made);
  expect(made.length).toBeGreaterThanOrEqual(43);
  expect(statSync(join(dir, "data")).mode & 0o777).toBe(0o700);
  expect(statSync(join(dir, "data", "session-secret")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(dir, "data", "session-secret"), "utf8").trim()).toBe(made);
  rmSync(dir, { recursive: true });
});

describe("the demo", () => {
  let simulator: Simulator;
  let services: Services;

  beforeEach(async () => {
    simulator = await startSimulator({ accounts: 40, authorized: 12 });
    closing.push(() => simulator.close());
    const store = await openTestStore(inject("dialect"));
    closing.push(() => store.close());
    const log = createLogger("silent");
    const env = readEnv({ NODE_ENV: "test", HUFU_DEMO: "1", HUFU_WECHAT_API_URL: simulator.url });
    const wechat = createWechatClient({ apiUrl: simulator.url, clock: systemClock, log });
    services = { env, store, clock: systemClock, log, keyring: testKeyring(), wechat };
  });

  test("connects the platform, waits for its ticket and imports what is authorized, each with its audit entry", async () => {
    const url = await serve(createCallbackHandler(services));
    for (const platform of simulator.world.platforms) {
      platform.eventsUrl = `${url}/wx/${platform.appid}/events`;
      platform.messagesUrl = `${url}/wx/${platform.appid}/messages/$APPID$`;
    }
    await startBackground(services);
    closing.push(stopBackground);
    const ctx = systemContext(services, "test");
    await vi.waitFor(
      async () => expect((await listPlatforms(ctx))[0]?.import).toMatchObject({ state: "done", done: 12, total: 12 }),
      { timeout: 25_000, interval: 100 },
    );
    const actions = (await auditEntries(services)).map((entry) => entry.action);
    expect(actions).toEqual(
      expect.arrayContaining(["platforms.connect", "platforms.ask_for_ticket", "accounts.import"]),
    );
    expect(await checkHealth(services)).toEqual({ ready: true, database: "ok", keys: "ok", tickets: "ok" });
    expect(services.wechat.circuits(), "every call says whose it is").toEqual([
      { componentAppId: simulator.world.platforms[0]?.appid, openSince: null },
    ]);
    const metrics = await writeMetrics(services);
    expect(metrics).toMatch(/^hufu_component_token_healthy\{platform="wx\w+"\} 1$/m);
    expect(metrics).toMatch(/^hufu_wechat_circuit_open_seconds\{platform="wx\w+"\} 0$/m);
    expect(metrics).toMatch(/^hufu_jobs\{state="ready"\} \d+$/m);
  });
});

test("a database that does not answer makes the console unready, and says no more than that", async () => {
  const store = await openTestStore(inject("dialect"));
  await store.close();
  const log = createLogger("silent");
  const wechat = createWechatClient({ apiUrl: "http://127.0.0.1:9", clock: systemClock, log });
  const services = { env: readEnv({}), store, clock: systemClock, log, keyring: testKeyring(), wechat };
  expect(await checkHealth(services)).toEqual({ ready: false, database: "failing", keys: "ok", tickets: "unknown" });
});
