import type { Context } from "#lib/core/context.ts";
import { platformNotFound } from "./errors.ts";
import { openSecret } from "./secrets.ts";
import { selectPlatform } from "./store.ts";

export interface PlatformSecrets {
  appSecret: string;
  /** Token of the callback signature, not an access token. */
  token: string;
  /** Token before the last rotation, while it is kept. */
  previousToken: string | null;
  /** Current EncodingAESKey, then the previous one while a rotation lasts. */
  aesKeys: string[];
}

/**
 * The platform's secrets in clear, for calling WeChat and reading its callbacks. Never into an output or log.
 * @throws AppError platform_not_found
 */
export async function openPlatformSecrets(ctx: Context, componentAppId: string): Promise<PlatformSecrets> {
  const row = await selectPlatform(ctx, componentAppId);
  if (row === null) throw platformNotFound(componentAppId);
  const keys = [openSecret(ctx, row, "encodingAesKey"), openSecret(ctx, row, "previousEncodingAesKey")];
  return {
    appSecret: openSecret(ctx, row, "appSecret") ?? "",
    token: openSecret(ctx, row, "token") ?? "",
    previousToken: openSecret(ctx, row, "previousToken"),
    aesKeys: keys.filter((key) => key !== null),
  };
}
