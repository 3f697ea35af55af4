import { decryptMessage, sign } from "./crypto.ts";
import { authorizeAccount, makePreAuthCode } from "./grants.ts";
import { addAccount } from "./identity.ts";
import type { Account, Platform } from "./model.ts";
import { pushMessage } from "./pushes.ts";
import { pushTicket } from "./tickets.ts";
import { openidOf } from "./users.ts";
import type { World } from "./world.ts";
import { parseXml } from "./xml.ts";

export interface CheckResult {
  readonly name: "authorize" | "ticket" | "text_reply" | "custom_message" | "event_reply";
  readonly passed: boolean;
  readonly detail: string;
}

/** The accounts WeChat uses for its 全网发布 checks (wire J.15). */
const TEST_ACCOUNTS = [
  { appid: "wx570bc396a51b8ff8", userName: "gh_3c884a361561", kind: "official_account" },
  { appid: "wxd101a85aa106f53e", userName: "gh_8dad206e9538", kind: "mini_program" },
] as const;
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 50;

/** Runs the 全网发布 checks against the platform's URLs; real time, at most about half a minute. */
export async function runReleaseChecks(world: World, platform: Platform): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const test of TEST_ACCOUNTS) {
    const account = world.byAppid.get(test.appid) ?? addTestAccount(world, test);
    const before = world.ledger.last;
    const code = makePreAuthCode(world, platform).value;
    const { authorizationCode } = authorizeAccount(world, platform, account, code, null);
    results.push(await accepted(world, "authorize", before, `${test.kind} authorized`));
    results.push(await textReply(world, platform, account));
    results.push(await customMessage(world, platform, account, authorizationCode));
    if (test.kind === "official_account") results.push(await eventReply(world, platform, account));
  }
  const before = world.ledger.last;
  pushTicket(world, platform);
  results.push(await accepted(world, "ticket", before, "component_verify_ticket pushed"));
  return results;
}

function addTestAccount(world: World, test: (typeof TEST_ACCOUNTS)[number]): Account {
  const nickName = test.kind === "mini_program" ? "全网发布检测小程序" : "全网发布检测公众号";
  return addAccount(world, test, { nickName, principalName: "微信开放平台" });
}

/** A text must be answered at once with the same text and `_callback`. */
async function textReply(world: World, platform: Platform, account: Account): Promise<CheckResult> {
  const content = "TESTCOMPONENT_MSG_TYPE_TEXT";
  const reply = await ask(world, platform, account, { MsgType: "text", Content: content });
  return judge(
    "text_reply",
    reply?.Content === `${content}_callback`,
    `${account.kind}: ${reply?.Content ?? "no reply"}`,
  );
}

/** An event is answered with its name and `from_callback` (older versions of the check). */
async function eventReply(world: World, platform: Platform, account: Account): Promise<CheckResult> {
  const reply = await ask(world, platform, account, {
    MsgType: "event",
    Event: "LOCATION",
    Latitude: "23.137466",
    Longitude: "113.352425",
    Precision: "119.385040",
  });
  return judge("event_reply", reply?.Content === "LOCATIONfrom_callback", reply?.Content ?? "no reply");
}

/** `QUERY_AUTH_CODE:` is answered empty, then by a customer-service message. */
async function customMessage(world: World, platform: Platform, account: Account, code: string): Promise<CheckResult> {
  const sent = world.outbox.length;
  const user = openidOf(world, account, 0);
  await ask(world, platform, account, { MsgType: "text", Content: `QUERY_AUTH_CODE:${code}` });
  const found = () =>
    world.outbox
      .slice(Math.min(sent, world.outbox.length))
      .some(
        (message) => message.appid === account.appid && message.toUser === user && message.text === `${code}_from_api`,
      );
  const passed = await within(found);
  return judge("custom_message", passed, `${account.kind}: ${passed ? "message arrived" : "no message in time"}`);
}

/** Pushes a user's message and opens the encrypted reply, if there is one. */
function ask(
  world: World,
  platform: Platform,
  account: Account,
  fields: Readonly<Record<string, string>>,
): Promise<Record<string, string> | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), WAIT_MS);
    const user = openidOf(world, account, 0);
    const kind = fields.Event ?? fields.MsgType ?? "text";
    const message = { ...fields, MsgId: String(64_000_000_000_000 + world.sequence++) };
    pushMessage(world, platform, account, kind, message, user, (reply) => {
      clearTimeout(timer);
      resolve(openReply(platform, reply));
    });
  });
}

function openReply(platform: Platform, reply: string): Record<string, string> | null {
  const envelope = parseXml(reply);
  if (!envelope?.Encrypt) return null;
  const { Encrypt, MsgSignature, TimeStamp, Nonce } = envelope;
  if (sign(platform.token, TimeStamp ?? "", Nonce ?? "", Encrypt) !== MsgSignature) return null;
  try {
    const { message, appid } = decryptMessage(platform.encodingAesKey, Encrypt);
    return appid === platform.appid ? parseXml(message) : null;
  } catch {
    return null;
  }
}

async function accepted(world: World, name: CheckResult["name"], before: number, detail: string): Promise<CheckResult> {
  const passed = await within(() =>
    world.ledger.since(before).some((entry) => entry.direction === "push" && entry.errcode === 0),
  );
  return judge(name, passed, detail);
}

function judge(name: CheckResult["name"], passed: boolean, detail: string): CheckResult {
  return { name, passed, detail };
}

async function within(fact: () => boolean): Promise<boolean> {
  const end = performance.now() + WAIT_MS;
  while (performance.now() < end) {
    if (fact()) return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return fact();
}
