import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRouterClient } from "@orpc/server";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { listAudit } from "#lib/audit/index.ts";
import { fixedClock } from "#lib/core/clock.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { createLogger } from "#lib/core/logging.ts";
import { platformsRouter, rotateKeys } from "#lib/platforms/index.ts";
import { simulatedCredentials } from "#lib/platforms/testing.ts";
import { quotaRouter } from "#lib/quota/index.ts";
import { getAccountInfo } from "#lib/wechat/index.ts";
import { type Simulator, startSimulator } from "#simulator/start.ts";
import {
  accountTokenHealth,
  componentTokenHealth,
  readRecoveryProgress,
  recoverRefreshTokens,
  withAccountToken,
  withComponentToken,
} from "./index.ts";
import { readHistory } from "./store.ts";
import { connectWithTicket, openTestServices } from "./testing.ts";

/** The forms in which a secret may leak. Base64 of a part depends on where in its text it begins: three forms. */
function formsOf(secret: string): Buffer[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replaceAll("=", "");
    return text.slice(Math.ceil((offset * 8) / 6), -2);
  });
  const texts = [secret, ...base64, bytes.toString("hex"), bytes.toString("hex").toUpperCase()];
  texts.push(...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")));
  texts.push(encodeURIComponent(secret), encodeURIComponent(encodeURIComponent(secret)));
  return [...new Set(texts)].map((text) => Buffer.from(text));
}

function leaksIn(haystack: Buffer, secrets: Iterable<string>): string[] {
  return [...secrets].filter((secret) => formsOf(secret).some((form) => haystack.includes(form)));
}

/** What staff enter in place of the platform's own; WeChat refuses this AppSecret. */
const rotated = {
  appSecret: "c0ffee00c0ffee11c0ffee22c0ffee33",
  token: "canaryTokenOfTheRotation",
  encodingAesKey: "canaryKeyOfTheRotation0123456789abcdefghijk",
};

describe("no token leaves the vault", () => {
  let simulator: Simulator;
  let services: Services;
  let ctx: Context;
  let secrets: Set<string>;
  const seen: string[] = [];
  const lines: string[] = [];
  const clock = fixedClock(Date.now());

  beforeAll(async () => {
    simulator = await startSimulator({ accounts: 30, authorized: 20, seed: "canary" });
    const log = createLogger("trace", { write: (line) => void lines.push(line) });
    services = await openTestServices({
      dialect: inject("dialect"),
      apiUrl: simulator.url,
      clock,
      log,
      client: { log },
    });
    ctx = systemContext(services, "canary");
    const componentAppId = await connectWithTicket(services);
    const credentials = await simulatedCredentials(simulator.url);
    await recoverRefreshTokens(ctx, componentAppId);
    const [appId, lostAppId] = [...simulator.world.platforms[0]!.grants.keys()] as [string, string];
    const account = { componentAppId, appId };

    const errors: unknown[] = [];
    const attempt = (work: Promise<unknown>) => work.catch((error: unknown) => errors.push(error));
    await withAccountToken(ctx, account, async () => undefined);
    for (const [path, errcode] of [
      ["/cgi-bin/component/api_get_authorizer_info", 40001],
      ["/cgi-bin/component/api_component_token", 45009],
      ["/cgi-bin/component/api_component_token", 61006],
      ["/cgi-bin/component/api_authorizer_token", 42001],
    ] as const) {
      clock.advance(3 * 60 * 60_000);
      simulator.world.faults.add({ path, kind: "errcode", errcode, times: 2, rate: 1, latencyMs: 0 });
      const read = (componentToken: string) => getAccountInfo(ctx.wechat, { componentAppId, componentToken, appId });
      await attempt(withComponentToken(ctx, componentAppId, read));
      await attempt(withAccountToken(ctx, account, async () => undefined));
      await attempt(withComponentToken(ctx, componentAppId, async () => undefined));
      simulator.world.faults.clear();
    }
    clock.advance(3 * 60 * 60_000);
    simulator.world.platforms[0]!.grants.delete(lostAppId);
    await attempt(withAccountToken(ctx, { componentAppId, appId: lostAppId }, async () => undefined));
    await rotateKeys(ctx);

    const client = createRouterClient(platformsRouter, { context: ctx });
    const { token, encodingAesKey } = rotated;
    const ownSecret = { componentAppId, appSecret: credentials.component_appsecret };
    await attempt(client.prove({ componentAppId, appSecret: rotated.appSecret }));
    await attempt(client.rotateAppSecret({ componentAppId, appSecret: rotated.appSecret }));
    seen.push(
      JSON.stringify(await client.list()),
      JSON.stringify(await client.connect({ ...connectInput(credentials), name: "again" })),
      JSON.stringify(await client.askForTicket({ componentAppId })),
      JSON.stringify(await client.importAccounts({ componentAppId })),
      JSON.stringify(await client.get({ componentAppId })),
      JSON.stringify(await client.prove(ownSecret)),
      JSON.stringify(await client.rotateAppSecret(ownSecret)),
      JSON.stringify(await client.rotateCallbackKeys({ componentAppId, token, encodingAesKey })),
      JSON.stringify(await client.forgetPreviousKeys({ componentAppId })),
      JSON.stringify(await client.rename({ componentAppId, name: "renamed" })),
      JSON.stringify(await client.confirmPublished({ componentAppId })),
      JSON.stringify(await createRouterClient(quotaRouter, { context: ctx }).read({ componentAppId })),
      JSON.stringify(await createRouterClient(quotaRouter, { context: ctx }).reset({ componentAppId })),
      JSON.stringify(await componentTokenHealth(ctx, componentAppId)),
      JSON.stringify(await accountTokenHealth(ctx, account)),
      JSON.stringify(await readRecoveryProgress(ctx, componentAppId)),
      JSON.stringify(await listAudit(ctx, { direction: "next", limit: 100 })),
      ...errors.map(errorText),
    );
    expect(errors.length).toBeGreaterThan(4);

    const { tokens, platforms } = simulator.world;
    const tickets = platforms[0]!.tickets.map((ticket) => ticket.value);
    const history = await readHistory(ctx, account);
    const refreshToken = ctx.keyring.open(history[0]!.refreshToken, {
      table: "refresh_token_history",
      row: history[0]!.id,
      column: "refresh_token",
    });
    const fixed = [credentials.component_appsecret, credentials.encoding_aes_key, credentials.token];
    secrets = new Set([...tokens.keys(), ...tickets, ...fixed, ...Object.values(rotated), refreshToken]);
    expect(secrets.size).toBeGreaterThan(8);
  });
  afterAll(async () => {
    await services.store.close();
    await simulator.close();
  });

  it("finds every form of a secret that it looks for", () => {
    const secret = "90_ab?~ÿ-canary/token+value";
    for (const prefix of ["", "x", "xy", "xyz"])
      for (const form of [
        secret,
        Buffer.from(`${prefix}${secret} and more`).toString("base64"),
        Buffer.from(`${prefix}${secret} and more`).toString("base64url"),
        Buffer.from(secret).toString("hex"),
        encodeURIComponent(secret),
      ])
        expect(leaksIn(Buffer.from(`before ${form} after`), [secret]), form).toEqual([secret]);
    expect(leaksIn(Buffer.from("nothing here"), [secret])).toEqual([]);
  });

  it("in no log line, down to trace", () => {
    expect(lines.length).toBeGreaterThan(20);
    expect(leaksIn(Buffer.from(lines.join("\n")), secrets)).toEqual([]);
  });

  it("while every decision about a token is in the log, with its reason", () => {
    const decisions = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "Token decision");
    const refreshes = decisions.filter(({ action }) => action === "refresh");
    const { tokens, ledger } = simulator.world;
    const bought = ledger
      .since(0)
      .filter(({ path, errcode }) => /api_(component|authorizer)_token$/.test(path) && !errcode);
    expect(tokens.size).toBe(bought.length);
    expect(refreshes.length).toBeGreaterThanOrEqual(bought.length);
    for (const { reason, action, version } of decisions)
      expect([typeof reason, typeof version, action]).toEqual([
        "string",
        "number",
        expect.stringMatching(/^(use|refresh|refuse)$/),
      ]);
    expect(new Set(refreshes.map(({ reason }) => reason))).toEqual(new Set(["missing", "expired", "rejected"]));
  });

  it("in no output, error or audit entry", () => {
    expect(leaksIn(Buffer.from(seen.join("\n")), secrets)).toEqual([]);
  });

  it("in no row of any table, and in no byte of the database file and its journal", async () => {
    const tables = Object.values(services.store.t);
    expect(tables.length).toBeGreaterThan(10);
    for (const table of tables) {
      const rows = await services.store.rows(sql`select * from ${table}`);
      const text = rows.flatMap((row) => Object.values(row).map(bytesOf));
      expect(leaksIn(Buffer.concat(text), secrets), JSON.stringify(Object.keys(rows[0] ?? {}))).toEqual([]);
    }
    const { file } = services.store as unknown as { file: string | null };
    if (file === null) return;
    const files = readdirSync(dirname(file)).map((name) => readFileSync(join(dirname(file), name)));
    expect(files.length).toBeGreaterThan(1);
    expect(leaksIn(Buffer.concat(files), secrets)).toEqual([]);
    expect(Buffer.concat(files).includes("accounts.lose")).toBe(true);
  });
});

function connectInput(credentials: Awaited<ReturnType<typeof simulatedCredentials>>) {
  return {
    componentAppId: credentials.component_appid,
    name: credentials.name,
    appSecret: credentials.component_appsecret,
    token: credentials.token,
    encodingAesKey: credentials.encoding_aes_key,
  };
}

/** All that an error carries, its causes included. */
function errorText(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  const own = JSON.stringify({ ...error, message: error.message, stack: error.stack });
  return error.cause === undefined ? own : `${own}\n${errorText(error.cause)}`;
}

function bytesOf(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  return Buffer.from(`${typeof value === "object" ? JSON.stringify(value) : String(value)}\n`);
}
