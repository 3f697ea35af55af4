import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually, type Received, startReceiver, startTestSimulator } from "./testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let answer: (received: Received) => { status?: number; body: string } | "silence";
let component_appid: string;
let sealedWith: () => string;

const platform = () => {
  const [first] = sim.world.platforms;
  if (!first) throw new Error("no platform");
  return first;
};

beforeEach(async () => {
  answer = () => ({ body: "success" });
  sealedWith = () => platform().encodingAesKey;
  receiver = await startReceiver(
    () => ({ token: platform().token, encodingAesKey: sealedWith() }),
    (received) => answer(received),
  );
  sim = await startTestSimulator();
  component_appid = platform().appid;
  await sim.send(`/_sim/platforms/${component_appid}`, {
    events_url: `${receiver.url}/events`,
    messages_url: `${receiver.url}/messages/$APPID$`,
  });
});
afterEach(async () => {
  await sim.close();
  await receiver.close();
});

const pushTicket = () => sim.send("/_sim/tickets", { component_appid });
const revoke = (nth: number) => {
  const appid = [...platform().grants.keys()][nth] as string;
  return sim.send(`/_sim/accounts/${appid}/revoke`, { component_appid });
};
const kinds = () => receiver.received.map((one) => one.fields.InfoType);

test("a dropped push never arrives, and the ledger says so", async () => {
  await sim.send("/_sim/faults", { path: "component_verify_ticket", kind: "drop", times: 1 });
  await pushTicket();
  await revoke(0);
  await eventually(() => expect(kinds()).toEqual(["unauthorized"]));
  const { entries } = await sim.send("/_sim/ledger?since=0");
  const dropped = entries.find((one: { kind?: string }) => one.kind === "component_verify_ticket");
  expect(dropped).toMatchObject({ direction: "push", status: 0, errcode: -1, component_appid });
});

test("a duplicated push arrives twice with the same content", async () => {
  await sim.send("/_sim/faults", { path: "unauthorized", kind: "duplicate", times: 1 });
  await revoke(0);
  await eventually(() => expect(receiver.received).toHaveLength(2));
  expect(receiver.received[0]?.envelope).toBe(receiver.received[1]?.envelope);
});

test("a reordered push arrives after a later one", async () => {
  await sim.send("/_sim/faults", { path: "unauthorized", kind: "reorder", times: 1 });
  await revoke(0);
  await pushTicket();
  await sim.send("/_sim/clock/advance", { seconds: 1 });
  await eventually(() => expect(kinds()).toEqual(["component_verify_ticket", "unauthorized"]));
});

test("a delayed push waits its virtual time", async () => {
  await sim.send("/_sim/faults", { path: "unauthorized", kind: "delay", latency_ms: 60_000, times: 1 });
  await revoke(0);
  await pushTicket();
  await eventually(() => expect(kinds()).toEqual(["component_verify_ticket"]));
  await sim.send("/_sim/clock/advance", { seconds: 60 });
  await eventually(() => expect(kinds()).toEqual(["component_verify_ticket", "unauthorized"]));
});

test("an empty answer counts as success, an HTTP error does not", async () => {
  answer = () => ({ body: "" });
  await pushTicket();
  const last = async () => (await sim.send("/_sim/pushes")).pushes.at(-1);
  await eventually(async () => expect((await last()).outcome).toBe("accepted"));
  answer = () => ({ status: 500, body: "success" });
  await pushTicket();
  await eventually(async () => expect(await last()).toMatchObject({ status: 500, failure: "HTTP 500" }));
});

test("a receiver that never answers is given up after the time limit", async () => {
  await sim.send("/_sim/settings", { pushTimeoutMs: 50 });
  answer = () => "silence";
  await pushTicket();
  const failure = async () => (await sim.send("/_sim/pushes")).pushes.at(-1).failure;
  await eventually(async () => expect(await failure()).toBe("timeout"));
  await receiver.close();
  await pushTicket();
  await eventually(async () => expect(await failure()).toBe("ECONNREFUSED"));
});

test("an event comes as AppId and Encrypt with six parameters less openid, a message as ToUserName with openid", async () => {
  await pushTicket();
  const appid = [...platform().grants.keys()][0] as string;
  const said = await sim.send(`/_sim/accounts/${appid}/message`, { component_appid, user: 2, text: "有货吗？" });
  await eventually(() => expect(receiver.received).toHaveLength(2));
  const event = receiver.received.find((one) => one.path === "/events");
  const message = receiver.received.find((one) => one.path === `/messages/${appid}`);
  const base64 = "[A-Za-z0-9+/]+=*";
  expect(event?.envelope).toMatch(
    new RegExp(
      `^<xml><AppId><!\\[CDATA\\[${component_appid}\\]\\]></AppId><Encrypt><!\\[CDATA\\[${base64}\\]\\]></Encrypt></xml>$`,
    ),
  );
  expect(message?.envelope).toMatch(/^<xml><ToUserName><!\[CDATA\[gh_[0-9a-f]{12}\]\]><\/ToUserName><Encrypt>/);
  const names = (one = event) => one?.query.map(([name]) => name);
  expect(names(event)).toEqual(["signature", "timestamp", "nonce", "encrypt_type", "msg_signature"]);
  expect(names(message)).toEqual(["signature", "timestamp", "nonce", "openid", "encrypt_type", "msg_signature"]);
  expect(Object.fromEntries(message?.query ?? []).openid).toBe(said.openid);
  expect([event?.signed, message?.signed]).toEqual([true, true]);
  expect([event?.tail, message?.tail]).toEqual([component_appid, component_appid]);
  expect(message?.fields).toMatchObject({ FromUserName: said.openid, MsgType: "text", Content: "有货吗？" });
  expect(message?.xml).toMatch(/<MsgId>\d{17}<\/MsgId>/);
});

test("a user's event comes with its fields, bare numbers and text in CDATA", async () => {
  const appid = [...platform().grants.keys()][0] as string;
  const said = { component_appid, event: "LOCATION", fields: { Latitude: 23.137, Label: "<门店>" } };
  await sim.send(`/_sim/accounts/${appid}/message`, said);
  await eventually(() => expect(receiver.received).toHaveLength(1));
  expect(receiver.received[0]?.xml).toMatch(
    /<MsgType><!\[CDATA\[event\]\]><\/MsgType><Event><!\[CDATA\[LOCATION\]\]><\/Event><Latitude>23.137<\/Latitude><Label><!\[CDATA\[<门店>\]\]><\/Label><\/xml>$/,
  );
  const refused = await sim.send(`/_sim/accounts/${appid}/message`, { ...said, fields: { "a b": 1 } });
  expect(refused.error).toBe("fields must be an object of texts and numbers");
});

test("a console's answer must be success to the letter: a space or a line break is tried again", async () => {
  for (const body of ["success\n", " success", "SUCCESS", '"success"', "<xml></xml>"]) {
    answer = () => ({ body });
    await pushTicket();
    const last = async () => (await sim.send("/_sim/pushes")).pushes.at(-1);
    await eventually(async () => expect(await last()).toMatchObject({ failure: "body is not success", attempts: 1 }));
  }
});

test("pushes can still be sealed with the key before the last rotation, and the record says so", async () => {
  const old = platform().encodingAesKey;
  await sim.send(`/_sim/platforms/${component_appid}`, { encoding_aes_key: "c".repeat(43) });
  await sim.send("/_sim/settings", { previousKeyRate: 1 });
  sealedWith = () => old;
  await pushTicket();
  await eventually(() => expect(receiver.received.at(-1)?.signed).toBe(true));
  const keys = async () => (await sim.send("/_sim/pushes")).pushes.map((one: { key: string }) => one.key);
  expect((await keys()).at(-1)).toBe("previous");
  await sim.send("/_sim/settings", { previousKeyRate: 0 });
  sealedWith = () => platform().encodingAesKey;
  await pushTicket();
  await eventually(() => expect(receiver.received).toHaveLength(2));
  expect((await keys()).at(-1)).toBe("current");
});

test("a rotated key and token are used from the next push on", async () => {
  const encoding_aes_key = "b".repeat(43);
  await sim.send(`/_sim/platforms/${component_appid}`, { encoding_aes_key, token: "rotated" });
  await pushTicket();
  await eventually(() => expect(receiver.received.at(-1)?.signed).toBe(true));
  expect((await sim.send(`/_sim/platforms/${component_appid}`, { encoding_aes_key: "short" })).error).toContain("43");
});
