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

  return {
    /** Null for a platform that is not ours. */
    async get(componentAppId: string): Promise<PlatformSecrets | null> {
      const found = kept.get(componentAppId);
      return found && performance.now() - found.at < keepMs ? found.secrets : read(componentAppId);
    },
    /** Fresh from the database when what is kept may be out of date, else null: after a signature failed. */
    async reread(componentAppId: string): Promise<PlatformSecrets | null> {
      const found = kept.get(componentAppId);
      return found && performance.now() - found.at < askAgainMs ? null : read(componentAppId);
    },
  };
}
