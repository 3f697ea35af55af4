import { dataKeyStorage } from "#db/data-keys.ts";
import { openKeyring } from "#lib/core/cipher.ts";
import { systemClock } from "#lib/core/clock.ts";
import type { Services } from "#lib/core/context.ts";
import { type Env, readEnv } from "#lib/core/env.ts";
import { createLogger, logFile } from "#lib/core/logging.ts";
import { once } from "#lib/core/once.ts";
import { createWechatClient } from "#lib/wechat/index.ts";
import { openStore } from "./open.store.ts";
import { ensureDataDir, secretFile } from "./secret-file.ts";

/**
 * Opens what the process holds once: database (migrated), keys, the way out to WeChat.
 * @throws AppError database_newer, key_wrong, key_missing; Error listing bad environment values.
 */
export async function openServices(env: Env): Promise<Services> {
  ensureDataDir(env.dataDir);
  const log = createLogger(env.logLevel, env.logFile === undefined ? undefined : logFile(env.logFile));
  const store = await openStore(env);
  try {
    const keyring = await openKeyring({ dataDir: env.dataDir, key: env.key, storage: dataKeyStorage(store) });
    const wechat = createWechatClient({ apiUrl: env.wechatApiUrl, clock: systemClock, log });
    return { env, store, clock: systemClock, log, keyring, wechat };
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface Holder {
  services: Promise<Services> | null;
}

function holder(): Holder {
  return once<Holder>("runtime.services", () => ({ services: null }));
}

/** The services of this process, opened on first use, whatever copy of this module asks. */
export function getServices(): Promise<Services> {
  const held = holder();
  held.services ??= open().catch((error: unknown) => {
    held.services = null;
    throw error;
  });
  return held.services;
}

async function open(): Promise<Services> {
  const env = readEnv();
  const sessionSecret = env.sessionSecret ?? secretFile(env.dataDir, "session-secret");
  // next-auth reads its public address from the environment only.
  process.env.NEXTAUTH_URL = env.publicUrl;
  return openServices({ ...env, sessionSecret });
}

/** Closes the database of this process, if it was opened. */
export async function closeServices(): Promise<void> {
  const held = holder();
  const services = await held.services?.catch(() => null);
  held.services = null;
  await services?.store.close();
}
