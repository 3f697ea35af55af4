import type { Store } from "#db/store.ts";
import type { WechatClient } from "#lib/wechat/index.ts";
import type { Keyring } from "./cipher.ts";
import type { Clock } from "./clock.ts";
import type { Role } from "./contract.ts";
import type { Env } from "./env.ts";
import type { Logger } from "./logging.ts";

/** Who acts. The audit log stores it as `kind:id` with the name of that moment. */
export type Actor =
  | { kind: "staff"; staffId: string; name: string; role: Role; sessionId: string }
  | { kind: "system"; job: string }
  | { kind: "wechat"; componentAppId: string }
  | { kind: "merchant"; invitationId: string }
  | { kind: "anonymous" };

/** Where a request came from, for the audit log and for throttling. */
export interface Origin {
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string;
}

/** What the process holds once: database, clock, keys, the way out to WeChat. */
export interface Services {
  env: Env;
  store: Store;
  clock: Clock;
  log: Logger;
  keyring: Keyring;
  wechat: WechatClient;
}

/** First argument of every verb. */
export interface Context extends Services {
  actor: Actor;
  origin: Origin;
}

/** The context of background work: the same services, the system as actor. */
export function systemContext(services: Services, job: string): Context {
  return { ...services, actor: { kind: "system", job }, origin: { ipAddress: null, userAgent: null, requestId: job } };
}
