import { setTimeout as sleep } from "node:timers/promises";
import { findAccount, queueBindingKind } from "#lib/accounts/index.ts";
import type { Context } from "#lib/core/context.ts";
import { isAppError } from "#lib/core/errors.ts";
import { enqueue, every, type Job } from "#lib/jobs/index.ts";
import { isUnreachable, isWechatError } from "#lib/wechat/index.ts";
import { failed, keepAnswer } from "./ask-binding.ts";
import { askWechat } from "./ask-wechat.ts";
import {
  endQuestion,
  nextQuestionDue,
  postponeQuestion,
  type QuestionRow,
  queueQuestions,
  readBinding,
  readQuestionsDue,
} from "./store.ts";

const askKind = "binding.ask_due";
const batchSize = 8;
/** Questions a second; each is one to three calls, and a token refresh for an account not used lately. */
const perSecond = { real: 10, demo: 100 };
const turnMs = 20_000;
const retryMs = 60_000;
const maxAttempts = 5;
/** The platform's or WeChat's trouble: asking about the next account would fail in the same way. */
const notThisAccount = [-1, -1000, 45009, 45011, 61004, 61005, 61006, 61011, 40125];
const platformCodes = ["ticket_missing", "token_busy"];

/** Takes accounts whose details were just read, from lib/accounts below, and puts them in line. */
export const queueBindingJob: Job<{ appIds: string[] }> = {
  kind: queueBindingKind,
  async run(ctx, { appIds }) {
    await ctx.store.tx(async () => {
      await queueQuestions(ctx.store, appIds, ctx.clock.now());
      await enqueue(ctx, { kind: askKind }, {}, { uniqueKey: "every" });
    });
    return undefined;
  },
};

/** Asks about the accounts in line, throttled; a turn at a time. */
export const askBindingsJob = every(
  {
    kind: askKind,
    async run(ctx: Context) {
      const untilMs = performance.now() + turnMs;
      const rate = ctx.env.demo ? perSecond.demo : perSecond.real;
      while (performance.now() < untilMs) {
        const batch = await readQuestionsDue(ctx.store, ctx.clock.now(), batchSize);
        if (batch.length === 0) {
          const dueAt = await nextQuestionDue(ctx.store);
          return dueAt === null ? undefined : { againAt: Math.max(dueAt, ctx.clock.now() + 1_000) };
        }
        const startedMs = performance.now();
        const ends = await Promise.allSettled(batch.map((question) => askOne(ctx, question)));
        for (const end of ends) if (end.status === "rejected") throw end.reason;
        await sleep(Math.max(0, (batch.length / rate) * 1_000 - (performance.now() - startedMs)));
      }
      return { againAt: ctx.clock.now() };
    },
  },
  60_000,
);

async function askOne(ctx: Context, question: QuestionRow): Promise<void> {
  const account = await findAccount(ctx, question.appId);
  if (!account || account.grantState === "revoked") {
    await ctx.store.tx(() => endQuestion(ctx.store, question.appId));
    return;
  }
  const before = await readBinding(ctx.store, question.appId);
  try {
    await keepAnswer(ctx, account, await askWechat(ctx, account), { by: "job", before });
  } catch (error) {
    const general = isUnreachable(error) || isWechatError(error, ...notThisAccount);
    if (general || !isAppError(error) || platformCodes.includes(error.code)) throw error;
    const attempts = question.attempts + 1;
    if (attempts >= maxAttempts) return void (await keepAnswer(ctx, account, failed(error), { by: "job", before }));
    const dueAt = ctx.clock.now() + retryMs * 2 ** (attempts - 1);
    await ctx.store.tx(() => postponeQuestion(ctx.store, question.appId, dueAt, attempts));
  }
}
