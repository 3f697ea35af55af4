import { seconds } from "./calendar.ts";
import { type Attempt, deliverPush } from "./deliver-push.ts";
import type { Account, Platform } from "./model.ts";
import { base64url, fraction } from "./random.ts";
import type { World } from "./world.ts";
import { buildXml, type XmlFields } from "./xml.ts";

/** What `GET /_sim/pushes` shows of a push; never its content. */
export interface PushRecord {
  readonly id: number;
  /** Milliseconds, virtual. */
  readonly at: number;
  readonly kind: string;
  readonly component_appid: string;
  readonly appid: string | null;
  attempts: number;
  status: number;
  outcome: "pending" | "accepted" | "refused" | "dropped";
  /** Why the last attempt was refused, e.g. timeout or "body is not success". */
  failure: string | null;
  /** Which EncodingAESKey sealed it: the platform's, or the one before the last rotation. */
  readonly key: "current" | "previous";
}

const RECORDS_KEPT = 1_000;

/** Pushes an event to the platform's authorization-event URL (wire A.1). */
export function pushEvent(
  world: World,
  platform: Platform,
  infoType: string,
  fields: XmlFields,
  about: string | null = null,
  attempted?: (attempt: Attempt) => void,
): void {
  const xml = buildXml({
    AppId: platform.appid,
    CreateTime: seconds(world.clock.now()),
    InfoType: infoType,
    ...fields,
  });
  const record = recordOf(world, platform, infoType, about);
  deliverPush(world, { platform, kind: infoType, xml, account: null, openid: null, record, attempted });
}

/** Pushes a message or event addressed to an account to the message URL (wire F.4). */
export function pushMessage(
  world: World,
  platform: Platform,
  account: Account,
  kind: string,
  fields: XmlFields,
  openid: string = systemOpenid(world, account),
  attempted?: (attempt: Attempt) => void,
): void {
  const xml = buildXml({
    ToUserName: account.userName,
    FromUserName: openid,
    CreateTime: seconds(world.clock.now()),
    ...fields,
  });
  const record = recordOf(world, platform, kind, account.appid);
  deliverPush(world, { platform, kind, xml, account, openid, record, attempted });
}

/** Pushes `MsgType=event` with this Event name. */
export function pushAccountEvent(
  world: World,
  platform: Platform,
  account: Account,
  event: string,
  fields: XmlFields,
): void {
  pushMessage(world, platform, account, event, {
    MsgType: "event",
    Event: event,
    ...fields,
  });
}

/** Real MsgIds do not fit a double; these do not either. */
export function nextMsgId(world: World): bigint {
  return 24_600_000_000_000_000n + BigInt(world.sequence++);
}

function systemOpenid(world: World, account: Account): string {
  return `o${base64url(27, world.seed, "system", account.appid)}`;
}

function recordOf(world: World, platform: Platform, kind: string, appid: string | null): PushRecord {
  const id = world.sequence++;
  const late = platform.previousAesKey !== null && fraction(world.seed, "key", id) < world.settings.previousKeyRate;
  const record: PushRecord = {
    id,
    at: world.clock.now(),
    kind,
    component_appid: platform.appid,
    appid,
    attempts: 0,
    status: 0,
    outcome: "pending",
    failure: null,
    key: late ? "previous" : "current",
  };
  world.pushes.push(record);
  if (world.pushes.length > RECORDS_KEPT) world.pushes.shift();
  return record;
}
