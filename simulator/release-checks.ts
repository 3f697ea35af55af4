import { makeAuthCode, makePreAuthCode } from "./codes.ts";
import { decryptMessage, sign } from "./crypto.ts";
import type { Attempt } from "./deliver-push.ts";
import { authorizeAccount, revokeAccount } from "./grants.ts";
import type { Account, Platform } from "./model.ts";
import { isSetOf } from "./permission-sets.ts";
import { nextMsgId, pushMessage } from "./pushes.ts";
import { testAccounts } from "./test-accounts.ts";
import { pushTicket } from "./tickets.ts";
import { openidOf } from "./users.ts";
import type { World } from "./world.ts";
import { parseXml, type XmlFields } from "./xml.ts";

export interface CheckResult {
  readonly name: "authorize" | "ticket" | "text_reply" | "custom_message" | "event_reply";
  readonly passed: boolean;
  /** What was seen, or what is wrong. */
  readonly detail: string;
}

/** Message checks run only if one of these sets is ticked (wire J.15). */
const MESSAGE_SETS = { official_account: [1, 6], mini_program: [19] } as const;
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 50;
const TEXT = "TESTCOMPONENT_MSG_TYPE_TEXT";

/**
 * Runs the 全网发布 checks against the platform's URLs, also before it is published. Which run depends on the
 * platform's permission sets; the first attempt of each push decides. The customer-service message is waited for
 * `messageWaitMs` of real time; all together takes a minute at most.
 */
export async function runReleaseChecks(
  world: World,
  platform: Platform,
  messageWaitMs: number = WAIT_MS,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const account of testAccounts(world)) {
    if (!platform.funcIds.some((id) => isSetOf(account.kind, id))) continue;
    results.push(await authorize(world, platform, account));
    if (!MESSAGE_SETS[account.kind].some((id) => platform.funcIds.includes(id))) continue;
    results.push(await textReply(world, platform, account));
    results.push(await customMessage(world, platform, account, messageWaitMs));
    if (account.kind === "official_account") results.push(await eventReply(world, platform, account));
  }
  const ticket = await attemptOf((attempted) => pushTicket(world, platform, attempted));
  results.push(judge("ticket", ticket.failure, "component_verify_ticket was answered with success"));
  return results;
}

/** The test account authorizes anew, so that each run begins alike. */
async function authorize(world: World, platform: Platform, account: Account): Promise<CheckResult> {
  if (platform.grants.has(account.appid)) {
    await attemptOf((attempted) => revokeAccount(world, platform, account, attempted));
  }
  const code = makePreAuthCode(world, platform).value;
  const { failure } = await attemptOf((attempted) =>
    authorizeAccount(world, platform, account, code, null, null, attempted),
  );
  return judge("authorize", failure, `${account.kind}: authorized was answered with success`);
}

/** A text must be answered at once with the same text and `_callback`. */
function textReply(world: World, platform: Platform, account: Account): Promise<CheckResult> {
  const fields = { MsgType: "text", Content: TEXT };
  return repliesWith("text_reply", world, platform, account, fields, `${TEXT}_callback`);
}

/** An event is answered with its name and `from_callback` (older versions of the check). */
function eventReply(world: World, platform: Platform, account: Account): Promise<CheckResult> {
  const place = { Latitude: 23.137466, Longitude: 113.352425, Precision: 119.38504 };
  const fields = { MsgType: "event", Event: "LOCATION", ...place };
  return repliesWith("event_reply", world, platform, account, fields, "LOCATIONfrom_callback");
}

async function repliesWith(
  name: CheckResult["name"],
  world: World,
  platform: Platform,
  account: Account,
  fields: XmlFields,
  wanted: string,
): Promise<CheckResult> {
  const { failure, body } = await ask(world, platform, account, fields);
  const reply = failure ?? openReply(platform, body, wanted);
  return judge(name, reply, `${account.kind}: replied ${wanted}`);
}

/** `QUERY_AUTH_CODE:` is answered empty, then by a customer-service message. */
async function customMessage(world: World, platform: Platform, account: Account, waitMs: number): Promise<CheckResult> {
  const code = makeAuthCode(world, platform, account);
  const { appid, kind } = account;
  const toUser = openidOf(world, account, 0);
  const text = `${code}_from_api`;
  const { failure, body } = await ask(world, platform, account, {
    MsgType: "text",
    Content: `QUERY_AUTH_CODE:${code}`,
  });
  const found = () => world.outbox.some((sent) => sent.appid === appid && sent.toUser === toUser && sent.text === text);
  const wrong =
    failure ??
    (body !== "" && body !== "success"
      ? "QUERY_AUTH_CODE must be answered empty, within 5 s"
      : (await within(found, waitMs))
        ? null
        : platform.authCodes.get(code)?.used
          ? `the code was redeemed, but no message <code>_from_api reached ${toUser}`
          : "the code was not redeemed with api_query_auth");
  return judge("custom_message", wrong, `${kind}: the message <code>_from_api arrived`);
}

/** Pushes what a user wrote; resolves with the first answer. */
function ask(world: World, platform: Platform, account: Account, fields: XmlFields): Promise<Attempt> {
  const kind = String(fields.Event ?? fields.MsgType);
  const message = fields.Event ? fields : { ...fields, MsgId: nextMsgId(world) };
  const user = openidOf(world, account, 0);
  return attemptOf((attempted) => pushMessage(world, platform, account, kind, message, user, attempted));
}

function attemptOf(push: (attempted: (attempt: Attempt) => void) => void): Promise<Attempt> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ failure: "no answer in time", body: "" }), WAIT_MS);
    push((attempt) => {
      clearTimeout(timer);
      resolve(attempt);
    });
  });
}

/** What is wrong with an encrypted passive reply; null when it says `wanted`. */
function openReply(platform: Platform, body: string, wanted: string): string | null {
  if (body === "" || body === "success") return `answered "${body}" instead of an encrypted reply`;
  const envelope = parseXml(body);
  if (!envelope?.Encrypt) return "the reply has no Encrypt element";
  const { Encrypt, MsgSignature, TimeStamp, Nonce } = envelope;
  if (sign(platform.token, TimeStamp ?? "", Nonce ?? "", Encrypt) !== MsgSignature) {
    return "MsgSignature of the reply does not fit";
  }
  const keys = [platform.encodingAesKey, platform.previousAesKey].filter((key) => key !== null);
  const opened = keys.map((key) => decrypted(key, Encrypt)).find((one) => one !== null);
  if (!opened) return "the reply cannot be decrypted";
  if (opened.appid !== platform.appid) return `the reply ends in ${opened.appid} instead of the platform's appid`;
  const content = parseXml(opened.message)?.Content;
  return content === wanted ? null : `replied ${content ?? "without Content"} instead of ${wanted}`;
}

function decrypted(key: string, encrypted: string): { message: string; appid: string } | null {
  try {
    return decryptMessage(key, encrypted);
  } catch {
    return null;
  }
}

function judge(name: CheckResult["name"], wrong: string | null, right: string): CheckResult {
  return { name, passed: wrong === null, detail: wrong ?? right };
}

async function within(fact: () => boolean, waitMs: number): Promise<boolean> {
  const end = performance.now() + waitMs;
  while (performance.now() < end) {
    if (fact()) return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return fact();
}
