import type { Dialect } from "#db/kit.ts";
import type { Store } from "#db/store.ts";
import { openTestStore } from "#db/testing.ts";
import { testKeyring } from "#lib/core/cipher.ts";
import { type Clock, systemClock } from "#lib/core/clock.ts";
import { type Services, systemContext } from "#lib/core/context.ts";
import { readEnv } from "#lib/core/env.ts";
import { createLogger } from "#lib/core/logging.ts";
import { connectSimulatedPlatform, simulatedCredentials } from "#lib/platforms/testing.ts";
import { createWechatClient, type WechatClientOptions } from "#lib/wechat/index.ts";
import { saveTicket } from "./save-ticket.ts";

export interface TestServicesOptions extends Partial<Omit<Services, "wechat">> {
  dialect: Dialect;
  /** Base of the simulator. */
  apiUrl: string;
  client?: Partial<WechatClientOptions>;
}

/** Real services over a fresh database and a running simulator; close `store` after use. */
export async function openTestServices(options: TestServicesOptions): Promise<Services> {
  const { dialect, apiUrl, client, clock = systemClock, log = createLogger("silent") } = options;
  const env = options.env ?? readEnv({ NODE_ENV: "test", HUFU_WECHAT_API_URL: apiUrl, HUFU_WECHAT_MP_URL: apiUrl });
  const store: Store = options.store ?? (await openTestStore(dialect));
  const keyring = options.keyring ?? testKeyring(clock);
  const wechat = testWechat(apiUrl, clock, { log, ...client });
  return { env, store, clock, log, keyring, wechat };
}

/** A way out to WeChat that waits for nothing between sends, and long for a simulator on this busy thread. */
export function testWechat(apiUrl: string, clock: Clock, more: Partial<WechatClientOptions> = {}) {
  const patient = { timeoutMs: 30_000, wait: async () => undefined };
  return createWechatClient({ apiUrl, clock, log: createLogger("silent"), ...patient, ...more });
}

/** Another process's services: the same database, clock and keys, its own way out and its own memory. */
export function anotherNode(services: Services, client: Partial<WechatClientOptions> = {}): Services {
  return { ...services, wechat: testWechat(services.env.wechatApiUrl, services.clock, client) };
}

/** Connects the simulator's platform and hands it its newest ticket. @returns its componentAppId */
export async function connectWithTicket(services: Services, index = 0): Promise<string> {
  const url = services.env.wechatApiUrl;
  const { componentAppId } = await connectSimulatedPlatform(services, url, index);
  await receiveTicket(services, componentAppId, index);
  return componentAppId;
}

/** Saves the ticket that the simulator pushed last, as the callback would. */
export async function receiveTicket(services: Services, componentAppId: string, index = 0): Promise<void> {
  const { component_verify_ticket: ticket } = await simulatedCredentials(services.env.wechatApiUrl, index);
  const ctx = systemContext(services, "test");
  await saveTicket(ctx, { componentAppId, ticket, createdAt: services.clock.now() });
}
