import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { plantAccounts } from "#lib/accounts/testing.ts";
import { connectPlatform, findPlatform } from "#lib/platforms/index.ts";
import { type SimulatedCredentials, simulatedCredentials } from "#lib/platforms/testing.ts";
import { signedInAs } from "#lib/staff/testing.ts";
import { sign } from "#simulator/crypto.ts";
import { buildXml, type XmlFields } from "#simulator/xml.ts";
import { listEvents } from "./list-events.ts";
import { type Delivery, makeDelivery, openTestConsole, type TestConsole } from "./testing.ts";

let hall: TestConsole;
let own: SimulatedCredentials;
let serial = 0;
const within = { timeout: 25_000, interval: 20 };

beforeAll(async () => {
  hall = await openTestConsole({ dialect: inject("dialect"), isDeaf: true });
  own = await simulatedCredentials(hall.simulator.url);
});
afterAll(() => hall?.close());

const now = () => hall.services.clock.now();
/** An event nobody handles, about another account each time. */
function note(more: XmlFields = {}): XmlFields {
  serial += 1;
  return {
    AppId: own.component_appid,
    CreateTime: Math.floor(now() / 1_000),
    InfoType: "notify_test",
    AuthorizerAppid: `wx00000000000${String(serial).padStart(5, "0")}`,
    ...more,
  };
}
const delivery = (fields: XmlFields, more: Partial<Delivery> = {}) =>
  makeDelivery({
    token: own.token,
    encodingAesKey: own.encoding_aes_key,
    receiver: own.component_appid,
    timestampMs: now(),
    xml: buildXml(fields),
    to: { AppId: own.component_appid },
    ...more,
  });
const post = (query: URLSearchParams, body: string, path = `/wx/${own.component_appid}/events`) =>
  fetch(`${hall.callbackUrl}${path}?${query}`, { method: "POST", body });
const send = (fields: XmlFields, more: Partial<Delivery> = {}) => {
  const { query, body } = delivery(fields, more);
  return post(query, body);
};
const page = { direction: "next", limit: 100 } as const;
const stored = async (appId: unknown) =>
  (await listEvents(await signedInAs(hall.services, "viewer"), { ...page, appId: String(appId) })).items;

test("a genuine push is stored, acknowledged with exactly success, and worked", async () => {
  const fields = note();
  const answer = await send(fields);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe("success");
  await vi.waitFor(async () => {
    expect(await stored(fields.AuthorizerAppid)).toMatchObject([{ state: "ignored", kind: "notify_test" }]);
  }, within);
});

test("forged, misdirected, malformed, oversized and stale pushes are 400, leave nothing and are counted", async () => {
  const before = (await findPlatform(hall.system, own.component_appid)).refusedCallbacks;
  const fields = note();
  const path = `/wx/${own.component_appid}/events`;
  const good = delivery(fields);
  const bent = new URLSearchParams(good.query);
  bent.set("msg_signature", sign("another-token", "1", "2", "3"));
  const { query: signedOnly, body: emptyBody } = { query: good.query, body: "" };
  const answers = await Promise.all([
    post(bent, good.body),
    post(good.query, good.body.replace("</Encrypt>", "A</Encrypt>")),
    post(signedOnly, emptyBody),
    post(good.query, `<!DOCTYPE x [<!ENTITY a "b">]>${good.body}`),
    post(good.query, `${good.body}${" ".repeat(70_000)}`),
    post(new URLSearchParams(), good.body),
    send(fields, { token: "stolen" }),
    send(fields, { encodingAesKey: "A".repeat(43) }),
    send(fields, { receiver: "wx0000000000000bad" }),
    send(fields, { xml: "<xml><InfoType>x</InfoType><InfoType>y</InfoType></xml>" }),
    send(fields, { xml: "not xml" }),
    send({ ...fields, AppId: "wx00000000000other" }),
    send(fields, { timestampMs: now() - 25 * 3_600_000 }),
    send(fields, { timestampMs: now() + 25 * 3_600_000 }),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 400));
  expect(await stored(fields.AuthorizerAppid)).toEqual([]);
  await vi.waitFor(async () => {
    const { refusedCallbacks } = await findPlatform(hall.system, own.component_appid);
    expect(refusedCallbacks).toBe(before + answers.length);
  }, within);
  const unknown = await post(good.query, good.body, "/wx/wx00000000000nobody/events");
  expect([unknown.status, await unknown.text()]).toEqual([400, ""]);
  expect((await post(good.query, good.body, `${path}/../secret`)).status).toBe(400);
});

test("an oversized body is cut off even when it does not say how long it is", async () => {
  const { query } = delivery(note());
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(16 * 1024));
    },
  });
  const url = `http://callback/wx/${own.component_appid}/events?${query}`;
  const request = new Request(url, { method: "POST", body: endless, duplex: "half" } as RequestInit);
  expect((await hall.handler(request)).status).toBe(400);
  expect(pulled).toBeLessThan(20);
});

test("two minutes of clock skew pass, and one event delivered three times is stored once", async () => {
  const fields = note();
  const early = await send(fields, { timestampMs: now() - 120_000 });
  const late = await send(fields, { timestampMs: now() + 120_000 });
  const { query, body } = delivery(fields);
  const twice = [await post(query, body), await post(query, body)];
  for (const answer of [early, late, ...twice]) expect([answer.status, await answer.text()]).toEqual([200, "success"]);
  expect(await stored(fields.AuthorizerAppid)).toHaveLength(1);
});

test("the very same request is a retry for a minute and a replay afterwards", async () => {
  const fields = note();
  const { query, body } = delivery(fields);
  expect((await post(query, body)).status).toBe(200);
  hall.simulator.world.clock.advance(50_000);
  expect((await post(query, body)).status).toBe(200);
  hall.simulator.world.clock.advance(20_000);
  expect((await post(query, body)).status).toBe(400);
  // Signed anew it is WeChat itself, however late.
  expect((await send(fields)).status).toBe(200);
  expect(await stored(fields.AuthorizerAppid)).toHaveLength(1);
});

test("a message at another account's address is refused, since only the id inside it is signed", async () => {
  const [appId, other] = ["wx0000000000aa0001", "wx0000000000aa0002"];
  const { componentAppId } = hall;
  await plantAccounts(hall.services, [
    { appId, componentAppId },
    { appId: other, componentAppId },
  ]);
  const toUserName = `gh_${appId.slice(-12)}`;
  const message = (id: string) => {
    const fields = { ToUserName: toUserName, FromUserName: "o1", CreateTime: Math.floor(now() / 1_000), MsgId: id };
    return delivery({ ...fields, MsgType: "text", Content: "hi" }, { to: { ToUserName: toUserName } });
  };
  const at = async (path: string, id: string) => {
    const { query, body } = message(id);
    return (await post(query, body, `/wx/${componentAppId}/messages${path}`)).status;
  };
  expect(await at(`/${other}`, "1")).toBe(400);
  expect(await stored(other)).toEqual([]);
  expect([await at(`/${appId}`, "2"), await at("", "3"), await at("/wx0000000000aa0003", "4")]).toEqual([
    200, 200, 400,
  ]);
  expect((await stored(appId)).map((event) => event.kind)).toEqual(["message.text", "message.text"]);
});

test("what cannot be stored is not acknowledged", async () => {
  const { store } = hall.services;
  const { sql } = await import("drizzle-orm");
  const run = (text: string) => store.tx(async () => void (await store.writer.run?.(sql.raw(text))));
  const rename = (from: string, to: string) =>
    store.dialect === "postgres"
      ? store.tx(() => store.rows(sql.raw(`alter table ${from} rename to ${to}`)))
      : run(`alter table ${from} rename to ${to}`);
  await rename("callback_events", "callback_events_away");
  const fields = note();
  const answer = await send(fields);
  await rename("callback_events_away", "callback_events");
  expect([answer.status, await answer.text()]).toEqual([503, ""]);
  expect(await stored(fields.AuthorizerAppid)).toEqual([]);
  expect((await send(fields)).status).toBe(200);
});

test("after the key is changed, pushes under the previous key still open", async () => {
  const encodingAesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
  await connectPlatform(hall.system, {
    componentAppId: own.component_appid,
    name: own.name,
    appSecret: own.component_appsecret,
    token: own.token,
    encodingAesKey,
  });
  await vi.waitFor(async () => expect((await send(note(), { encodingAesKey })).status).toBe(200), within);
  expect((await send(note())).status).toBe(200);
});

test("a ticket and a code are nowhere in the stored bytes, and nothing is kept once it is worked", async () => {
  const ticket = `ticket@@@canary${"q".repeat(70)}`;
  const answer = await send(note({ InfoType: "component_verify_ticket", ComponentVerifyTicket: ticket }));
  expect(answer.status).toBe(200);
  const { callbackEvents } = hall.services.store.t;
  await vi.waitFor(async () => {
    const rows = await hall.services.store.db.select().from(callbackEvents);
    const row = rows.findLast((item) => item.kind === "component_verify_ticket");
    expect(row).toMatchObject({ state: "done", payload: null });
    expect(JSON.stringify(rows)).not.toContain("canary");
  }, within);
});

test("the address handshake is answered, plain and encrypted, and refused when forged", async () => {
  const timestamp = String(Math.floor(now() / 1_000));
  const path = `${hall.callbackUrl}/wx/${own.component_appid}/events`;
  const plain = new URLSearchParams({ timestamp, nonce: "n", echostr: "hello" });
  plain.set("signature", sign(own.token, timestamp, "n"));
  expect(await (await fetch(`${path}?${plain}`)).text()).toBe("hello");
  plain.set("signature", sign("wrong", timestamp, "n"));
  expect((await fetch(`${path}?${plain}`)).status).toBe(400);
  const { query, body } = delivery(note(), { xml: "1616140317555161061" });
  const encrypted = /<!\[CDATA\[([^\]]+)\]\]><\/Encrypt>/.exec(body)?.[1] ?? "";
  query.set("echostr", encrypted);
  expect(await (await fetch(`${path}?${query}`)).text()).toBe("1616140317555161061");
});
