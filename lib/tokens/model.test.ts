import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { connectPlatform } from "#lib/platforms/index.ts";
import { isWechatError } from "#lib/wechat/index.ts";
import type { Exchange, Transport } from "#lib/wechat/transport.ts";
import { dropAuthorization, saveAuthorization, saveTicket, withAccountToken } from "./index.ts";
import { openSealed, placeOf } from "./seal-token.ts";
import { readToken } from "./store.ts";
import { openTestServices, testWechat } from "./testing.ts";

// A WeChat whose every answer waits for the schedule: it can be late by hours, and out of order.
interface Account {
  appId: string;
  /** Grows with each authorization; part of the refresh token. */
  generation: number;
}
interface Issued {
  generation: number;
  /** Order of requests, which is the order in which leases were taken. */
  request: number;
  expiresAt: number;
}

const componentAppId = "wxmodel00000000001";
const lifeS = 7_200;
const steps = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("use" as const), node: fc.nat({ max: 2 }) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("answer" as const), which: fc.nat({ max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("fail" as const), which: fc.nat({ max: 9 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      ms: fc.constantFrom(1_000, 20_000, 31_000, 145_000, 3_600_000, 7_000_000, 7_300_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("authorize" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("refuse" as const), node: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("drop" as const) }) },
);

describe("tokens under every schedule", () => {
  const clock = fixedClock(1_780_000_000_000);
  const issued = new Map<string, Issued>();
  const pending: { appId: string; answer: () => void; fail: () => void }[] = [];
  let requests = 0;
  let runs = 0;
  let services: Services;
  let nodes: Context[];

  const json = (value: unknown): Exchange => ({
    status: 200,
    contentType: "application/json",
    bytes: Buffer.from(JSON.stringify(value)),
  });

  const wechat: Transport = async (request) => {
    if (!request.url.pathname.endsWith("api_authorizer_token"))
      return json({ component_access_token: `99_${"c".repeat(154)}`, expires_in: 10_000_000 });
    const body = JSON.parse(String(request.body)) as { authorizer_appid: string; authorizer_refresh_token: string };
    const generation = Number(body.authorizer_refresh_token.split("@@@")[1]);
    requests += 1;
    const number = requests;
    return new Promise((resolve) => {
      const answer = () => {
        const token = `70_${number}_${body.authorizer_appid}`;
        issued.set(token, { generation, request: number, expiresAt: clock.now() + lifeS * 1_000 });
        const refreshed = { authorizer_access_token: token, expires_in: lifeS };
        resolve(json({ ...refreshed, authorizer_refresh_token: body.authorizer_refresh_token }));
      };
      const fail = () => resolve(json({ errcode: 45009, errmsg: "reach max api daily quota limit" }));
      pending.push({ appId: body.authorizer_appid, answer, fail });
    });
  };

  beforeAll(async () => {
    const client = { transport: wechat };
    services = await openTestServices({ dialect: inject("dialect"), apiUrl: "http://model.invalid", clock, client });
    nodes = [0, 1, 2].map((index) =>
      systemContext({ ...services, wechat: testWechat("http://model.invalid", clock, client) }, `node ${index}`),
    );
    const secrets = { appSecret: "a".repeat(32), token: "modeltoken", encodingAesKey: "k".repeat(43) };
    await connectPlatform(nodes[0]!, { componentAppId, name: "model", ...secrets });
    await saveTicket(nodes[0]!, { componentAppId, ticket: "ticket@@@model", createdAt: clock.now() });
  });
  afterAll(() => services.store.close());

  async function authorize(account: Account): Promise<void> {
    account.generation += 1;
    const token = `70_auth${account.generation}_${account.appId}`;
    issued.set(token, { generation: account.generation, request: 0, expiresAt: clock.now() + lifeS * 1_000 });
    await services.store.tx(() =>
      saveAuthorization(nodes[0]!, {
        componentAppId,
        appId: account.appId,
        accountToken: token,
        expiresInS: lifeS,
        refreshToken: `refreshtoken@@@${account.generation}`,
        authorizedAt: clock.now(),
      }),
    );
  }

  /** What may never be undone: the newest authorization, then the newest lease. */
  async function checkRow(account: Account, newest: { generation: number; request: number; version: number }) {
    const row = await readToken(nodes[0]!, { componentAppId, appId: account.appId });
    if (row === null) return;
    expect(row.version).toBeGreaterThanOrEqual(newest.version);
    newest.version = row.version;
    if (row.token === null) return;
    const known = issued.get(await openSealed(nodes[0]!, row.token, placeOf(row, "token")));
    expect(known?.generation).toBe(account.generation);
    if (known && known.request > 0) expect(known.request).toBeGreaterThanOrEqual(newest.request);
    newest.request = Math.max(newest.request, known?.request ?? 0);
  }

  function use(ctx: Context, account: Account, refuseFirst: boolean): Promise<void> {
    let refuse = refuseFirst;
    const work = async (token: string) => {
      // Only its life counts here: a token bought under an older grant may be under way at any time.
      expect(issued.get(token)?.expiresAt).toBeGreaterThan(clock.now());
      if (!refuse) return;
      refuse = false;
      throw Object.assign(new Error("refused"), {
        name: "AppError",
        code: "wechat_error",
        kind: "upstream",
        data: { errcode: 40001 },
      });
    };
    const expected = ["token_cooling", "authorization_missing", "token_busy", "token_rejected"];
    return withAccountToken(ctx, { componentAppId, appId: account.appId }, work).catch((error: unknown) => {
      const allowed = (isAppError(error) && expected.includes(error.code)) || isWechatError(error, 45009, 40001);
      if (!allowed) throw error;
    });
  }

  const settle = async () => {
    for (let turn = 0; turn < 8; turn += 1) await new Promise((go) => setImmediate(go));
  };

  it("never hands out an expired token, and never writes an older one over a newer", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 4, maxLength: 24 }), async (schedule) => {
        runs += 1;
        const account = { appId: `wxmodel${String(runs).padStart(8, "0")}`, generation: 0 };
        const newest = { generation: 0, request: 0, version: 0 };
        const uses: Promise<void>[] = [];
        await authorize(account);
        for (const step of schedule) {
          const choose = () => pending.splice("which" in step ? step.which % Math.max(1, pending.length) : 0, 1)[0];
          if (step.kind === "use") uses.push(use(nodes[step.node]!, account, false));
          if (step.kind === "refuse") uses.push(use(nodes[step.node]!, account, true));
          if (step.kind === "answer") choose()?.answer();
          if (step.kind === "fail") choose()?.fail();
          if (step.kind === "wait") clock.advance(step.ms);
          if (step.kind === "authorize") await authorize(account);
          if (step.kind === "drop")
            await services.store.tx(() => dropAuthorization(nodes[0]!, { componentAppId, appId: account.appId }));
          await settle();
          await checkRow(account, newest);
        }
        let done = false;
        const all = Promise.all(uses).finally(() => {
          done = true;
        });
        while (!done) {
          for (const { answer } of pending.splice(0).reverse()) answer();
          clock.advance(21_000);
          await settle();
          await checkRow(account, newest);
        }
        await all;
        await checkRow(account, newest);
      }),
      // PGlite takes its turns on this thread and is some forty times slower.
      { numRuns: inject("dialect") === "sqlite" ? 220 : 40, seed: 20_261_103 },
    );
  }, 240_000);
});
