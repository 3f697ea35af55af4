import { afterEach, beforeEach, expect, test } from "vitest";
import { encryptMessage, sign } from "./crypto.ts";
import { type PushAnswer, type Received, startReceiver, startTestSimulator } from "./testing.ts";
import { buildXml } from "./xml.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let answer: (received: Received) => PushAnswer | Promise<PushAnswer>;
let component_appid: string;
let redeemed: Promise<unknown>[];

const platform = () => {
  const [first] = sim.world.platforms;
  if (!first) throw new Error("no platform");
  return first;
};

beforeEach(async () => {
  redeemed = [];
  answer = passing;
  receiver = await startReceiver(platform, (received) => answer(received));
  sim = await startTestSimulator();
  component_appid = platform().appid;
  await sim.send(`/_sim/platforms/${component_appid}`, {
    events_url: `${receiver.url}/events`,
    messages_url: `${receiver.url}/messages/$APPID$`,
  });
});
afterEach(async () => {
  await Promise.all(redeemed);
  await sim.close();
  await receiver.close();
});

/** A console that passes: encrypted replies, and a message sent later. */
function passing({ fields, path }: Received): { body: string } {
  if (!path.startsWith("/messages/")) return { body: "success" };
  const content = fields.Content ?? "";
  if (content.startsWith("QUERY_AUTH_CODE:")) {
    redeemed.push(sendLater(fields, content.slice("QUERY_AUTH_CODE:".length)));
    return { body: "" };
  }
  return { body: reply(fields, content ? `${content}_callback` : `${fields.Event}from_callback`) };
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

function reply(fields: Readonly<Record<string, string>>, text: string, appid = platform().appid): string {
  const { token, encodingAesKey } = platform();
  const message = buildXml({
    ToUserName: fields.FromUserName ?? "",
    FromUserName: fields.ToUserName ?? "",
    CreateTime: 1,
    MsgType: "text",
    Content: text,
  });
  const encrypted = encryptMessage(encodingAesKey, Buffer.alloc(16, "r"), message, appid);
  return `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${sign(token, "1", "n", encrypted)}]]></MsgSignature><TimeStamp>1</TimeStamp><Nonce><![CDATA[n]]></Nonce></xml>`;
}

interface Check {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
}
const run = async (wait_seconds?: number) => {
  const { passed, checks } = await sim.send("/_sim/release-checks", { component_appid, wait_seconds });
  return { passed: passed as boolean, checks: checks as Check[] };
};
const names = (checks: readonly Check[]) => checks.map((check) => check.name);
const failing = (checks: readonly Check[]) => checks.filter((check) => !check.passed);
const askFor = (func_ids: number[]) => sim.send(`/_sim/platforms/${component_appid}`, { func_ids });

const BOTH = [
  ...["authorize", "text_reply", "custom_message", "event_reply"],
  ...["authorize", "text_reply", "custom_message", "ticket"],
];

test("all checks pass for a console that answers as WeChat asks, and again in the next run", async () => {
  for (let nth = 0; nth < 2; nth++) {
    const { passed, checks } = await run();
    expect(failing(checks)).toEqual([]);
    expect(passed).toBe(true);
    expect(names(checks)).toEqual(BOTH);
  }
});

test("they come from WeChat's own test accounts", async () => {
  await run();
  const at = (appid: string) => receiver.received.filter((one) => one.path === `/messages/${appid}`);
  expect(at("wx570bc396a51b8ff8").map((one) => one.fields.ToUserName)).toEqual(Array(3).fill("gh_3c884a361561"));
  expect(at("wxd101a85aa106f53e").map((one) => one.fields.ToUserName)).toEqual(Array(2).fill("gh_8dad206e9538"));
});

test("they run before 全网发布, when other accounts are still refused", async () => {
  await sim.send(`/_sim/platforms/${component_appid}`, { published: false });
  expect((await run()).passed).toBe(true);
  const client = await sim.component();
  const [own, other] = sim.fresh("mini_program") as [string, string];
  await expect(sim.merchant(client, other)).rejects.toThrow("unpublished");
  await sim.send(`/_sim/platforms/${component_appid}`, { test_appids: [own] });
  expect((await sim.merchant(client, own)).appid).toBe(own);
  await expect(sim.merchant(client, other)).rejects.toThrow("unpublished");
});

test("messages are checked only if a message or customer-service set is ticked, accounts only of ticked kinds", async () => {
  await askFor([18, 30]);
  expect(names((await run()).checks)).toEqual(["authorize", "ticket"]);
  await askFor([18, 19]);
  expect(names((await run()).checks)).toEqual(["authorize", "text_reply", "custom_message", "ticket"]);
  await askFor([1, 18]);
  expect(names((await run()).checks)).toEqual([...BOTH.slice(0, 4), "authorize", "ticket"]);
});

test.each<[string, (received: Received) => { status?: number; body: string }, string]>([
  ["answers success", () => ({ body: "success" }), 'answered "success" instead of an encrypted reply'],
  ["fails", () => ({ status: 500, body: "" }), "HTTP 500"],
  ["replies in clear", () => ({ body: "<xml><Content>x</Content></xml>" }), "the reply has no Encrypt element"],
  ["signs wrongly", ({ fields }) => ({ body: reply(fields, "x").replace(">1<", ">2<") }), "MsgSignature of the reply"],
  ["says something else", ({ fields }) => ({ body: reply(fields, "hello") }), "replied hello instead of TESTCOMPONENT"],
  ["takes another appid", ({ fields }) => ({ body: reply(fields, "x", "wx0") }), "the reply ends in wx0"],
])("a console that %s is told what is wrong", async (_what, wrong, words) => {
  await askFor([1]);
  answer = (received) => (received.fields.Content?.startsWith("TESTCOMPONENT") ? wrong(received) : passing(received));
  const { passed, checks } = await run();
  expect(passed).toBe(false);
  expect(failing(checks)).toEqual([{ name: "text_reply", passed: false, detail: expect.stringContaining(words) }]);
});

test("whether the code was not redeemed, or only the message is missing, is told apart", async () => {
  await askFor([1]);
  const quiet = (redeem: (code: string) => Promise<unknown>) => async (received: Received) => {
    const code = received.fields.Content?.split("QUERY_AUTH_CODE:")[1];
    if (code === undefined) return passing(received);
    await redeem(code);
    return { body: "" };
  };
  const details = async () => failing((await run(0.05)).checks).map((check) => check.detail);
  answer = quiet(async () => {});
  expect(await details()).toEqual(["the code was not redeemed with api_query_auth"]);
  const client = await sim.component();
  answer = quiet((authorization_code) => client.post("api_query_auth", { authorization_code }));
  expect(await details()).toEqual([expect.stringMatching(/^the code was redeemed, but no message .+ reached o/)]);
});

test("QUERY_AUTH_CODE must be answered empty, and a platform without addresses fails at once", async () => {
  await askFor([1]);
  answer = ({ fields, ...one }) =>
    fields.Content?.startsWith("QUERY_AUTH_CODE") ? { body: reply(fields, "x") } : passing({ fields, ...one });
  expect(failing((await run()).checks).map(({ name, detail }) => [name, detail])).toEqual([
    ["custom_message", "QUERY_AUTH_CODE must be answered empty, within 5 s"],
  ]);
  await sim.send(`/_sim/platforms/${component_appid}`, { events_url: null, messages_url: null });
  const { checks } = await run();
  expect(checks).toHaveLength(5);
  expect(new Set(checks.map((check) => check.detail))).toEqual(new Set(["no url is configured"]));
});
