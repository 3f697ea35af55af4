import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { decryptMessage, encryptMessage, sign } from "./crypto.ts";
import { type Received, startReceiver, startTestSimulator } from "./testing.ts";
import { buildXml } from "./xml.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let answer: (received: Received) => { status?: number; body: string } | "silence";
let component_appid: string;

const platform = () => {
  const [first] = sim.world.platforms;
  if (!first) throw new Error("no platform");
  return first;
};

beforeEach(async () => {
  answer = () => ({ body: "success" });
  receiver = await startReceiver(platform, (received) => answer(received));
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
  await vi.waitFor(() => expect(kinds()).toEqual(["unauthorized"]));
  const { entries } = await sim.send("/_sim/ledger?since=0");
  const dropped = entries.find((one: { kind?: string }) => one.kind === "component_verify_ticket");
  expect(dropped).toMatchObject({ direction: "push", status: 0, errcode: -1, component_appid });
});

test("a duplicated push arrives twice with the same content", async () => {
  await sim.send("/_sim/faults", { path: "unauthorized", kind: "duplicate", times: 1 });
  await revoke(0);
  await vi.waitFor(() => expect(receiver.received).toHaveLength(2));
  expect(receiver.received[0]).toEqual(receiver.received[1]);
});

test("a reordered push arrives after a later one", async () => {
  await sim.send("/_sim/faults", { path: "unauthorized", kind: "reorder", times: 1 });
  await revoke(0);
  await pushTicket();
  await sim.send("/_sim/clock/advance", { seconds: 1 });
  await vi.waitFor(() => expect(kinds()).toEqual(["component_verify_ticket", "unauthorized"]));
});

test("a delayed push waits its virtual time", async () => {
  await sim.send("/_sim/faults", { path: "unauthorized", kind: "delay", latency_ms: 60_000, times: 1 });
  await revoke(0);
  await pushTicket();
  await vi.waitFor(() => expect(kinds()).toEqual(["component_verify_ticket"]));
  await sim.send("/_sim/clock/advance", { seconds: 60 });
  await vi.waitFor(() => expect(kinds()).toEqual(["component_verify_ticket", "unauthorized"]));
});

test("an empty answer counts as success, an HTTP error does not", async () => {
  answer = () => ({ body: "" });
  await pushTicket();
  const last = async () => (await sim.send("/_sim/pushes")).pushes.at(-1);
  await vi.waitFor(async () => expect((await last()).outcome).toBe("accepted"));
  answer = () => ({ status: 500, body: "success" });
  await pushTicket();
  await vi.waitFor(async () => expect(await last()).toMatchObject({ status: 500, failure: "HTTP 500" }));
});

test("a receiver that never answers is given up after the time limit", async () => {
  await sim.send("/_sim/settings", { pushTimeoutMs: 50 });
  answer = () => "silence";
  await pushTicket();
  const failure = async () => (await sim.send("/_sim/pushes")).pushes.at(-1).failure;
  await vi.waitFor(async () => expect(await failure()).toBe("timeout"));
  await receiver.close();
  await pushTicket();
  await vi.waitFor(async () => expect(await failure()).toBe("ECONNREFUSED"));
});

test("a rotated key and token are used from the next push on", async () => {
  const encoding_aes_key = "b".repeat(43);
  await sim.send(`/_sim/platforms/${component_appid}`, { encoding_aes_key, token: "rotated" });
  await pushTicket();
  await vi.waitFor(() => expect(receiver.received.at(-1)?.signed).toBe(true));
  expect((await sim.send(`/_sim/platforms/${component_appid}`, { encoding_aes_key: "short" })).error).toContain("43");
});

/** A console that passes the 全网发布 checks: encrypted replies, and a message sent later. */
function passReleaseChecks(): void {
  answer = ({ fields, path }) => {
    if (!path.startsWith("/messages/")) return { body: "success" };
    const content = fields.Content ?? "";
    if (content.startsWith("QUERY_AUTH_CODE:")) {
      void sendLater(fields, content.slice("QUERY_AUTH_CODE:".length));
      return { body: "" };
    }
    return { body: reply(fields, content ? `${content}_callback` : `${fields.Event}from_callback`) };
  };
}

async function sendLater(fields: Readonly<Record<string, string>>, code: string): Promise<void> {
  const component = await sim.component();
  const { authorization_info } = await component.post("api_query_auth", { authorization_code: code });
  await sim.send(`/cgi-bin/message/custom/send?access_token=${authorization_info.authorizer_access_token}`, {
    touser: fields.FromUserName,
    msgtype: "text",
    text: { content: `${code}_from_api` },
  });
}

function reply(fields: Readonly<Record<string, string>>, text: string): string {
  const { token, encodingAesKey, appid } = platform();
  const message = buildXml({
    ToUserName: fields.FromUserName ?? "",
    FromUserName: fields.ToUserName ?? "",
    CreateTime: 1,
    MsgType: "text",
    Content: text,
  });
  const encrypted = encryptMessage(encodingAesKey, Buffer.alloc(16, "r"), message, appid);
  expect(decryptMessage(encodingAesKey, encrypted).appid).toBe(appid);
  return `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${sign(token, "1", "n", encrypted)}]]></MsgSignature><TimeStamp>1</TimeStamp><Nonce><![CDATA[n]]></Nonce></xml>`;
}

test("the release checks pass for a console that answers as WeChat asks", async () => {
  passReleaseChecks();
  const { passed, checks } = await sim.send("/_sim/release-checks", { component_appid });
  expect(checks.filter((check: { passed: boolean }) => !check.passed)).toEqual([]);
  expect(passed).toBe(true);
  expect(checks.map((check: { name: string }) => check.name)).toContain("custom_message");
});
