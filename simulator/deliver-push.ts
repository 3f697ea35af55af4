import { seconds } from "./calendar.ts";
import { encryptMessage, sign } from "./crypto.ts";
import type { Account, Platform } from "./model.ts";
import { type PostAnswer, postXml } from "./post.ts";
import type { PushRecord } from "./pushes.ts";
import { base64url, hash32 } from "./random.ts";
import type { World } from "./world.ts";
import { buildXml } from "./xml.ts";

export interface Push {
  readonly platform: Platform;
  readonly kind: string;
  readonly xml: string;
  /** The account for the message URL; null for the event URL. */
  readonly account: Account | null;
  readonly openid: string | null;
  readonly record: PushRecord;
  readonly attempted?: (attempt: Attempt) => void;
}

/** How one attempt ended: `failure` is null when WeChat would be content; `body` is the answer. */
export interface Attempt {
  readonly failure: string | null;
  readonly body: string;
}

const ATTEMPTS = 3;
const HELD_MS = 3_000;

/** Sends a push, up to three times, as the faults of the moment let it (wire A.3). */
export function deliverPush(world: World, push: Push): void {
  let copies = 1;
  let delayMs = 0;
  let held = false;
  for (const fault of world.faults.strike("push", push.kind, urlOf(push)?.pathname ?? "")) {
    if (fault.kind === "drop") copies = 0;
    if (fault.kind === "duplicate") copies = 2;
    if (fault.kind === "delay") delayMs += fault.latencyMs;
    if (fault.kind === "reorder") held = true;
  }
  if (copies === 0) {
    push.record.outcome = "dropped";
    push.record.failure = "dropped by a fault";
    push.attempted?.({ failure: push.record.failure, body: "" });
    note(world, push, urlOf(push)?.pathname ?? "", 0, false);
    return;
  }
  const sendAll = () => {
    for (let copy = 0; copy < copies; copy++) void attempt(world, push, 1);
  };
  if (held) hold(world, sendAll);
  else if (delayMs > 0) world.clock.after(delayMs, sendAll);
  else {
    sendAll();
    releaseHeld(world);
  }
}

const heldPushes = new WeakMap<World, (() => void)[]>();

/** A reordered push waits until a later one was sent, or three seconds. */
function hold(world: World, send: () => void): void {
  const list = heldPushes.get(world) ?? [];
  heldPushes.set(world, list);
  list.push(send);
  world.clock.after(HELD_MS, () => {
    const place = list.indexOf(send);
    if (place >= 0) list.splice(place, 1)[0]?.();
  });
}

function releaseHeld(world: World): void {
  const list = heldPushes.get(world);
  if (!list || list.length === 0) return;
  const due = list.splice(0);
  world.clock.after(50, () => {
    for (const send of due) send();
  });
}

function attempt(world: World, push: Push, nth: number): Promise<void> {
  return world.underWay.track(() => send(world, push, nth));
}

async function send(world: World, push: Push, nth: number): Promise<void> {
  const url = urlOf(push);
  if (!url || world.closed) {
    push.record.outcome = "dropped";
    push.record.failure = url ? "closed" : "no url is configured";
    push.attempted?.({ failure: push.record.failure, body: "" });
    return;
  }
  push.record.attempts++;
  const answer = await postXml(addSignature(world, push, url), envelope(world, push), world.settings.pushTimeoutMs);
  if (world.closed) return;
  const failure = failureOf(push, answer);
  push.record.status = answer.status;
  push.record.failure = failure;
  note(world, push, url.pathname, answer.status, failure === null);
  push.attempted?.({ failure, body: answer.body });
  if (failure === null) {
    push.record.outcome = "accepted";
  } else if (nth < ATTEMPTS) {
    world.clock.after(world.settings.pushRetryMs, () => {
      void attempt(world, push, nth + 1);
    });
  } else {
    push.record.outcome = "refused";
  }
}

/** WeChat takes exactly `success` or nothing; on the message URL also an encrypted reply. */
function failureOf(push: Push, answer: PostAnswer): string | null {
  if (answer.failure) return answer.failure;
  if (answer.status !== 200) return `HTTP ${answer.status}`;
  if (answer.body === "success" || answer.body === "") return null;
  if (push.account && answer.body.trimStart().startsWith("<xml>")) return null;
  return "body is not success";
}

function note(world: World, push: Push, path: string, status: number, accepted: boolean): void {
  world.ledger.add({
    at: world.clock.now(),
    direction: "push",
    method: "POST",
    path,
    kind: push.kind,
    appid: push.record.appid,
    component_appid: push.platform.appid,
    status,
    errcode: accepted ? 0 : -1,
  });
}

function urlOf(push: Push): URL | null {
  const { platform, account } = push;
  const template = account ? platform.messagesUrl : platform.eventsUrl;
  if (!template) return null;
  return new URL(
    template
      .replaceAll("{component_appid}", platform.appid)
      .replaceAll("{appid}", account?.appid ?? platform.appid)
      .replaceAll("$APPID$", account?.appid ?? platform.appid),
  );
}

function envelope(world: World, push: Push): string {
  const { platform, account } = push;
  const encrypted = encrypt(world, push);
  return account
    ? buildXml({ ToUserName: account.userName, Encrypt: encrypted })
    : buildXml({ AppId: platform.appid, Encrypt: encrypted });
}

const ciphertexts = new WeakMap<PushRecord, string>();

/** A retry carries the very bytes of the first attempt. */
function encrypt(world: World, push: Push): string {
  let encrypted = ciphertexts.get(push.record);
  if (!encrypted) {
    const random = base64url(16, world.seed, "push", push.record.id);
    const { encodingAesKey, previousAesKey, appid } = push.platform;
    const key = push.record.key === "previous" && previousAesKey ? previousAesKey : encodingAesKey;
    encrypted = encryptMessage(key, Buffer.from(random), push.xml, appid);
    ciphertexts.set(push.record, encrypted);
  }
  return encrypted;
}

function addSignature(world: World, push: Push, base: URL): URL {
  const { token } = push.platform;
  const timestamp = String(seconds(world.clock.now()));
  const nonce = String(hash32(world.seed, "nonce", push.record.id));
  const url = new URL(base);
  const query = url.searchParams;
  query.set("signature", sign(token, timestamp, nonce));
  query.set("timestamp", timestamp);
  query.set("nonce", nonce);
  if (push.openid) query.set("openid", push.openid);
  query.set("encrypt_type", "aes");
  query.set("msg_signature", sign(token, timestamp, nonce, encrypt(world, push)));
  return url;
}
