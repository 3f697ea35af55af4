import type { Job } from "#lib/jobs/index.ts";
import { genesisHash } from "./chain.ts";
import { readCheckpoint, saveCheckpoint } from "./store.ts";
import { verifyChain } from "./verify-chain.ts";

/**
 * Keeps the checkpoint: "verified to entry n". A break stays on record until a whole check passes again.
 */
export const checkChain: Job<{ whole?: boolean }> = {
  kind: "audit.check_chain",
  async run(ctx, payload) {
    const known = await readCheckpoint(ctx.store);
    const start = !known || known.brokenSequence !== null || payload.whole ? { sequence: 0, hash: genesisHash } : known;
    const report = await verifyChain(ctx.store, start);
    if (report.broken) ctx.log.error({ broken: report.broken, head: report.head }, "the audit chain is broken");
    await ctx.store.tx(() =>
      saveCheckpoint(ctx.store, {
        // A broken chain must not move the checkpoint back: it is what shows a truncation.
        sequence: report.broken && known ? known.sequence : report.verifiedTo,
        hash: report.broken && known ? known.hash : report.verifiedHash,
        verifiedAt: ctx.clock.now(),
        brokenSequence: report.broken?.sequence ?? null,
      }),
    );
    return undefined;
  },
};

/** The same check from the first entry, for a slower schedule. */
export const checkWholeChain: Job<Record<string, never>> = {
  kind: "audit.check_whole_chain",
  leaseMs: 300_000,
  run: (ctx, _payload, about) => checkChain.run(ctx, { whole: true }, about),
};
