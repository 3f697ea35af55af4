import { readFileSync } from "node:fs";
import { minifyContractRouter } from "@orpc/contract";
import { createRouterClient } from "@orpc/server";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import * as z from "zod";
import { openTestStore } from "#db/testing.ts";
import { auditEntries } from "#lib/audit/testing.ts";
import { testKeyring } from "#lib/core/cipher.ts";
import { fixedClock } from "#lib/core/clock.ts";
import type { Context, Services } from "#lib/core/context.ts";
import { type Permission, permissions, roles } from "#lib/core/contract.ts";
import { readEnv } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { createLogger } from "#lib/core/logging.ts";
import { anonymous, signedInAs } from "#lib/staff/testing.ts";
import { createWechatClient, explainErrcode } from "#lib/wechat/index.ts";
import { contract } from "./contract.ts";
import { createApiHandler } from "./handler.ts";
import { openApiDocument } from "./openapi.ts";
import { toProblem } from "./problem.ts";
import { listProcedures } from "./procedures.ts";
import { router } from "./router.ts";

const secret = "a session secret of at least thirty-two bytes";
const origin = "http://127.0.0.1:3000";
let services: Services;
let handle: (request: Request) => Promise<Response>;
const contexts = new Map<string, Context>();
const clock = fixedClock(Date.UTC(2026, 10, 22, 4));

beforeAll(async () => {
  const log = createLogger("silent");
  const env = readEnv({ NODE_ENV: "test", NEXTAUTH_SECRET: secret });
  // Nobody listens at this address: a call that gets so far as WeChat fails there, and has passed the guard.
  const wechat = createWechatClient({ apiUrl: "http://127.0.0.1:9", clock, log, wait: async () => undefined });
  services = { env, store: await openTestStore(inject("dialect")), clock, log, keyring: testKeyring(), wechat };
  handle = createApiHandler(services, router);
  for (const role of roles) contexts.set(role, await signedInAs(services, role));
});
afterAll(() => services.store.close());

async function cookieOf(role: string, name = "next-auth.session-token"): Promise<string> {
  const { actor } = contexts.get(role)!;
  if (actor.kind !== "staff") throw new Error("not staff");
  return `${name}=${await encode({ token: { sid: actor.sessionId }, secret })}`;
}

async function call(path: string, init: RequestInit & { role?: string } = {}) {
  const headers = new Headers(init.headers);
  if (init.role) headers.set("cookie", await cookieOf(init.role));
  if (!headers.has("x-csrf-token")) headers.set("x-csrf-token", "orpc");
  const response = await handle(new Request(`${origin}/api${path}`, { ...init, headers }));
  const text = await response.text();
  return { response, status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
}

describe("the contract", () => {
  test("every procedure declares a permission of the table, or that it is public", () => {
    const undeclared = listProcedures().filter(
      ({ permission }) => permission !== "public" && !(permission !== undefined && permission in permissions),
    );
    expect(undeclared).toEqual([]);
  });

  test("only the one-time links are public", () => {
    const open = listProcedures().filter(({ permission }) => permission === "public");
    expect(open.map(({ path }) => path.join("."))).toEqual(["staff.link", "staff.acceptLink"]);
  });

  test("the browser's copy is the one that would be generated", () => {
    expect(JSON.parse(readFileSync("lib/api/contract.json", "utf8"))).toEqual(
      JSON.parse(JSON.stringify(minifyContractRouter(contract))),
    );
  });

  test("no two procedures share an address", () => {
    const addresses = listProcedures().map(({ method, route }) => `${method} ${route.replace(/\{\w+\}/g, "{}")}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test("no output has a field that could hold a token", async () => {
    const word =
      /^(?:(?:component|account|authorizer)_?)?(?:access|refresh)?_?(?:token|secret|password|ticket)$|app_?secret|aes_?key|session_?key|(?:auth|authorization|pre_?auth)_?code$/i;
    const found: string[] = [];
    const walk = (node: unknown, path: string) => {
      if (Array.isArray(node)) for (const [index, item] of node.entries()) walk(item, `${path}[${index}]`);
      else if (node && typeof node === "object")
        for (const [key, value] of Object.entries(node)) {
          if (path.endsWith(".properties") && word.test(key) && (value as { type?: string }).type !== "object")
            found.push(`${path}.${key}`);
          walk(value, `${path}.${key}`);
        }
    };
    for (const { path } of listProcedures()) {
      const procedure = path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], contract);
      const { outputSchema } = (procedure as { "~orpc": { outputSchema?: z.ZodType } })["~orpc"];
      expect(outputSchema, `${path.join(".")} has no output schema`).toBeDefined();
      walk(z.toJSONSchema(outputSchema!, { io: "output", unrepresentable: "any" }), path.join("."));
    }
    expect(found).toEqual([]);
  });
});

describe("who may call what", () => {
  const procedures = listProcedures();

  function callerOf(ctx: Context) {
    const client = createRouterClient(router, { context: ctx });
    return (path: string[]) =>
      path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], client) as (
        input?: unknown,
      ) => Promise<unknown>;
  }

  const outcome = (call: Promise<unknown>) =>
    call.then(
      () => "passed",
      (error: { status?: number; data?: { code?: string } }) =>
        error.status === 401 || error.data?.code === "forbidden" ? (error.data?.code ?? "refused") : "passed",
    );

  test.each([...roles, "nobody"])("%s, over every procedure", async (role) => {
    const caller = callerOf(role === "nobody" ? anonymous(services) : contexts.get(role)!);
    const wrong: string[] = [];
    for (const { path, permission } of procedures) {
      // With no input at all a call that is let through ends at validation: nothing is done.
      const found = await outcome(caller(path)(undefined));
      const allowed =
        permission === "public" ||
        (role !== "nobody" && (permissions[permission as Permission] as readonly string[]).includes(role));
      const expected = allowed ? "passed" : role === "nobody" ? "unauthenticated" : "forbidden";
      if (found !== expected) wrong.push(`${path.join(".")}: ${found}, not ${expected}`);
    }
    expect(wrong).toEqual([]);
  });

  test("a denied call is in the audit log, once for a burst of the same", async () => {
    const caller = callerOf(contexts.get("viewer")!);
    clock.advance(60_000);
    for (let n = 0; n < 3; n += 1)
      await caller(["staff", "invite"])({ email: "x@example.com", role: "viewer" }).catch(() => 0);
    const denied = (await auditEntries(services)).filter(
      (entry) => entry.outcome === "denied" && entry.action === "staff.invite" && entry.at === clock.now(),
    );
    expect(denied).toHaveLength(1);
    expect(denied[0]).toMatchObject({
      actor: { name: "viewer" },
      detail: { permission: "staff.manage", role: "viewer" },
    });
  });
});

describe("over HTTP", () => {
  test("a session's cookie lets in; none, a forged one and the wrong name do not", async () => {
    expect((await call("/me", { role: "viewer" })).body).toMatchObject({ role: "viewer", demo: false });
    expect((await call("/me")).status).toBe(401);
    const forged = await encode({ token: { sid: "x" }, secret: "another secret of thirty-two bytes!" });
    expect((await call("/me", { headers: { cookie: `next-auth.session-token=${forged}` } })).status).toBe(401);
    const secure = await cookieOf("viewer", "__Secure-next-auth.session-token");
    expect((await call("/me", { headers: { cookie: secure } })).status).toBe(401);
  });

  test("a cookie in chunks is put together again", async () => {
    const [name, value = ""] = (await cookieOf("admin")).split("=", 2);
    const cookie = `${name}.0=${value.slice(0, 40)}; ${name}.1=${value.slice(40)}`;
    expect((await call("/me", { headers: { cookie } })).body).toMatchObject({ role: "admin" });
  });

  test("without the CSRF header nothing is answered, also not a GET", async () => {
    const { status, body } = await call("/me", { role: "owner", headers: { "x-csrf-token": "" } });
    expect([status, body.data.code]).toEqual([403, "csrf"]);
  });

  test.each([
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("a request from elsewhere is refused: %o", async (headers) => {
    const { status } = await call("/me", { role: "owner", headers: headers as unknown as Record<string, string> });
    expect(status).toBe(403);
  });

  test("our own origin passes, also under another loopback name", async () => {
    expect((await call("/me", { role: "owner", headers: { origin } })).status).toBe(200);
    const headers = { origin: "http://localhost:3000", host: "localhost:3000" };
    expect((await call("/me", { role: "owner", headers })).status).toBe(200);
  });

  test("bodies over 1 MB are refused, said to be or not", async () => {
    const body = "x".repeat(1_048_577);
    expect((await call("/setup/link", { method: "POST", body })).status).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 20; n += 1) controller.enqueue(new TextEncoder().encode("x".repeat(65_536)));
        controller.close();
      },
    });
    const init = { method: "POST", body: stream, duplex: "half" } as RequestInit;
    expect((await call("/setup/link", init)).status).toBe(413);
  });

  test("bad input says which field, not what was in it", async () => {
    const { status, body } = await call("/setup/accept", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: "0123456789012345678901234567", name: "", email: "no", password: "hunter2" }),
    });
    expect([status, body.code, body.data.code]).toEqual([400, "BAD_REQUEST", "input_invalid"]);
    expect(body.data.values.fields).toEqual(["name", "email", "password"]);
    expect(JSON.stringify(body)).not.toContain("hunter2");
  });

  test("what is no JSON, no address and no cursor is answered in one shape", async () => {
    const headers = { "content-type": "application/json" };
    const broken = await call("/setup/link", { method: "POST", headers, body: '{"a":' });
    expect([broken.status, broken.body.data.code]).toEqual([400, "input_invalid"]);
    const unknown = await call("/nothing", { role: "owner" });
    expect([unknown.status, unknown.body.data.code]).toEqual([404, "not_found"]);
    const cursor = await call("/audit?cursor=%21", { role: "owner" });
    expect([cursor.status, cursor.body.data.code]).toEqual([400, "cursor_invalid"]);
  });

  test("answers are not stored, and no other origin may read them", async () => {
    const { response } = await call("/me", { role: "owner", headers: { origin } });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("the description is OpenAPI 3.1 and names every procedure with its permission", async () => {
    const { response, body } = await call("/openapi.json", { headers: { "x-csrf-token": "" } });
    expect(response.status).toBe(200);
    expect(body.openapi).toMatch(/^3\.1\./);
    const described = Object.values(body.paths as Record<string, Record<string, { "x-permission"?: string }>>)
      .flatMap((methods) => Object.values(methods))
      .filter((operation) => operation["x-permission"]);
    expect(described).toHaveLength(listProcedures().length);
  });

  test("the page to read has no script and lists every address", async () => {
    const { response, body } = await call("");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(body).not.toMatch(/<script|style=/);
    for (const path of Object.keys((await openApiDocument()).paths ?? {})) expect(body).toContain(`/api${path}`);
  });
});

describe("errors", () => {
  test("what nobody foresaw says only the request id", () => {
    const log = createLogger("silent");
    const problem = toProblem(new Error("the password is hunter2"), log, "r1");
    expect([problem.status, JSON.stringify(problem)]).toEqual([500, expect.not.stringContaining("hunter2")]);
    expect(problem.data).toEqual({ code: "unexpected", values: { requestId: "r1" } });
  });

  test("WeChat's errcode and rid stay with the error, with words in both languages", () => {
    const error = new AppError("wechat_error", { kind: "upstream", data: { errcode: 45009, rid: "a-b", path: "/x" } });
    const problem = toProblem(error, createLogger("silent"), "r1");
    const { meaning, cause, nextStep } = explainErrcode(45009);
    const values = { path: "/x", requestId: "r1", meaning, cause, nextStep };
    expect([problem.status, problem.data]).toEqual([502, { code: "wechat_error", values, errcode: 45009, rid: "a-b" }]);
  });
});
