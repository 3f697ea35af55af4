import type { Platform } from "../model.ts";
import { currentTicket, pushTicket } from "../tickets.ts";
import { platformOf } from "../world.ts";
import { platformIn } from "./accounts.ts";
import { ControlError, type ControlHandler } from "./control.ts";

/** `GET /_sim/credentials`: what the platform's owner would read in WeChat's console. */
export const credentials: ControlHandler = ({ world }) => ({
  platforms: world.platforms.map((platform) => ({
    component_appid: platform.appid,
    name: platform.name,
    component_appsecret: platform.secret,
    token: platform.token,
    encoding_aes_key: platform.encodingAesKey,
    component_verify_ticket: currentTicket(platform),
    events_url: platform.eventsUrl,
    messages_url: platform.messagesUrl,
  })),
});

/** `POST /_sim/platforms/{component_appid}`: edits what its owner could edit in WeChat's console. */
export const editPlatform: ControlHandler = ({ world, id, body }) => {
  const platform = platformOf(world, id);
  if (!platform) throw new ControlError(404, "no such component_appid");
  // All or nothing: a bad field must not leave the others changed.
  const draft = { ...platform, quota: { ...platform.quota } };
  const edits = Object.entries(body).map(([name, value]) => {
    const edit = EDITS[name];
    if (!edit) throw new ControlError(400, `unknown field ${name}`);
    return () => edit(draft, value, name);
  });
  for (const edit of edits) edit();
  Object.assign(platform, draft);
  return {};
};

/** `POST /_sim/tickets`: pushes a new ticket now. */
export const pushTicketNow: ControlHandler = ({ world, body }) => {
  pushTicket(world, platformIn(world, body));
  return {};
};

type Edit = (platform: Platform, value: unknown, name: string) => void;

const EDITS: Readonly<Record<string, Edit>> = {
  events_url: (platform, value, name) => {
    platform.eventsUrl = urlOrNull(value, name);
  },
  messages_url: (platform, value, name) => {
    platform.messagesUrl = urlOrNull(value, name);
  },
  token: (platform, value, name) => {
    platform.token = textOf(value, name);
  },
  encoding_aes_key: (platform, value, name) => {
    const key = textOf(value, name);
    if (!/^[A-Za-z0-9]{43}$/.test(key)) throw wrong(name, "43 letters and digits");
    if (key === platform.encodingAesKey) return;
    platform.previousAesKey = platform.encodingAesKey;
    platform.encodingAesKey = key;
  },
  component_appsecret: (platform, value, name) => {
    platform.secret = textOf(value, name);
  },
  published: (platform, value, name) => {
    if (typeof value !== "boolean") throw wrong(name, "true or false");
    platform.published = value;
  },
  push_tickets: (platform, value, name) => {
    if (typeof value !== "boolean") throw wrong(name, "true or false");
    platform.pushesTickets = value;
  },
  test_appids: (platform, value, name) => {
    if (!isListOf(value, "string")) throw wrong(name, "a list of appids");
    platform.testAppids = value as string[];
  },
  ip_whitelist: (platform, value, name) => {
    if (value !== null && !isListOf(value, "string")) {
      throw wrong(name, "a list of addresses or null");
    }
    platform.ipWhitelist = value as string[] | null;
  },
  func_ids: (platform, value, name) => {
    if (!isListOf(value, "number")) throw wrong(name, "a list of numbers");
    platform.funcIds = value as number[];
  },
  review_quota: (platform, value, name) => {
    platform.quota.limit = countOf(value, name);
  },
  submissions: (platform, value, name) => {
    const kinds = ["all", "none", "updates", "new"] as const;
    const kind = kinds.find((one) => one === value);
    if (!kind) throw wrong(name, kinds.join(", "));
    platform.submissions = kind;
  },
  speedup_quota: (platform, value, name) => {
    platform.quota.speedupLimit = countOf(value, name);
  },
};

function wrong(name: string, what: string): ControlError {
  return new ControlError(400, `${name} must be ${what}`);
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== "string" || value === "") throw wrong(name, "a text");
  return value;
}

function countOf(value: unknown, name: string): number {
  if (!Number.isInteger(value) || (value as number) < 0) throw wrong(name, "a whole number");
  return value as number;
}

function isListOf(value: unknown, type: "string" | "number"): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === type);
}

function urlOrNull(value: unknown, name: string): string | null {
  if (value === null || value === "") return null;
  if (typeof value !== "string" || !URL.canParse(value)) {
    throw wrong(name, "a URL or null");
  }
  return value;
}
