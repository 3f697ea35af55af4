import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { openPlatformSecrets, type PlatformSecrets } from "#lib/platforms/index.ts";

const keepMs = 5_000;
const askAgainMs = 500;
const mostPlatforms = 200;

/** Platforms' callback secrets, kept for a few seconds: a push must not cost four decryptions. */
export function createSecretsCache(ctx: Context) {
  const kept = new Map<string, { secrets: PlatformSecrets | null; at: number }>();

  async function read(componentAppId: string): Promise<PlatformSecrets | null> {
    const secrets = await openPlatformSecrets(ctx, componentAppId).catch((error: unknown) => {
      if (isAppError(error) && error.code === "platform_not_found") return null;
      throw error;
    });
    if (kept.size >= mostPlatforms) kept.clear();
    kept.set(componentAppId, { secrets, at: performance.now() });
    return secrets;
  }

  const isYounger = (componentAppId: string, ms: number) => {
    const found = kept.get(componentAppId);
    return found !== undefined && performance.now() - found.at < ms;
  };

  return {
    /** Null for a platform that is not ours. */
    async get(componentAppId: string): Promise<PlatformSecrets | null> {
      const found = kept.get(componentAppId);
      return found && performance.now() - found.at < keepMs ? found.secrets : read(componentAppId);
    },
    /** After a signature failed: whether it is worth asking the database, at most twice a second. */
    mayBeStale(componentAppId: string): boolean {
      return !isYounger(componentAppId, askAgainMs);
    },
    reread: read,
  };
}
