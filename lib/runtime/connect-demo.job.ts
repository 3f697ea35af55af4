import * as z from "zod";
import type { Context } from "#lib/core/context.ts";
import type { Job } from "#lib/jobs/index.ts";
import { askForTicket, connectPlatform, findPlatform, importAccounts } from "#lib/platforms/index.ts";

const credentials = z.object({
  platforms: z
    .array(
      z.object({
        component_appid: z.string(),
        name: z.string().default("Demo"),
        component_appsecret: z.string(),
        token: z.string(),
        encoding_aes_key: z.string(),
      }),
    )
    .min(1),
});

const lookAgainMs = 300;
const askAgainMs = 15_000;

async function readCredentials(ctx: Context) {
  const answer = await fetch(`${ctx.env.wechatApiUrl}/_sim/credentials`, { signal: AbortSignal.timeout(5_000) });
  const [first] = credentials.parse(await answer.json()).platforms;
  if (!first) throw new Error("The simulator has no platform");
  return first;
}

/**
 * What an owner would do by hand with a real platform: paste its secrets, wait for the first ticket, read
 * the accounts already authorized. Nothing is put into the database by any other way.
 */
export const connectDemo: Job<Record<string, never>> = {
  kind: "runtime.connect_demo",
  async run(ctx) {
    if (!ctx.env.demo) return undefined;
    const found = await readCredentials(ctx);
    const componentAppId = found.component_appid;
    await connectPlatform(ctx, {
      componentAppId,
      name: found.name,
      appSecret: found.component_appsecret,
      token: found.token,
      encodingAesKey: found.encoding_aes_key,
      demo: true,
    });
    const nowMs = ctx.clock.now();
    const platform = await findPlatform(ctx, componentAppId);
    if (platform.ticketReceivedAt === null) {
      const asked = platform.ticketAskedAt;
      if (asked === null || nowMs - asked > askAgainMs) await askForTicket(ctx, { componentAppId });
      return { againAt: ctx.clock.now() + lookAgainMs };
    }
    if (platform.import.state === "idle") await importAccounts(ctx, { componentAppId });
    return undefined;
  },
};
