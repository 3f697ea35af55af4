// One process of several over one database: buys and uses an account's token when told to.
// Forked by bench/start-token-caller.ts with the environment of a console; speaks over the IPC channel.
import { systemClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { readEnv } from "#lib/core/env.ts";
import { withAccountToken } from "#lib/tokens/index.ts";
import { openServices } from "../lib/runtime/services.ts";
import { testWechat } from "../lib/tokens/testing.ts";
import type { Answer, Command } from "./start-token-caller.ts";

const env = readEnv();
let aheadMs = 0;
const clock = { now: () => systemClock.now() + aheadMs };
const services = await openServices(env);
const ctx = systemContext({ ...services, clock, wechat: testWechat(env.wechatApiUrl, clock) }, "caller");

async function use({ account, callers }: Extract<Command, { kind: "use" }>): Promise<Answer> {
  const tokens = new Set<string>();
  const one = () => withAccountToken(ctx, account, async (token) => void tokens.add(token));
  const startedMs = performance.now();
  const ends = await Promise.allSettled(Array.from({ length: callers }, one));
  const ms = Math.round(performance.now() - startedMs);
  return { tokens: [...tokens], failures: ends.flatMap((end) => ("reason" in end ? [String(end.reason)] : [])), ms };
}

const nothing: Answer = { tokens: [], failures: [], ms: 0 };
process.on("message", async ({ id, command }: { id: number; command: Command }) => {
  if (command.kind === "advance") aheadMs += command.ms;
  process.send?.({ id, answer: command.kind === "use" ? await use(command) : nothing });
});
process.on("disconnect", () => process.exit(0));
process.send?.({ id: 0, answer: nothing });
