import type { Services } from "#lib/core/context.ts";
import { entryHash, genesisHash } from "./chain.ts";
import { readCheckpoint, readEntriesAfter, readHead } from "./store.ts";

export interface ChainReport {
  /** Entries found whole, from the first one (or from `from`). */
  verifiedTo: number;
  verifiedHash: string;
  head: number;
  /** The first sequence that does not fit, and why. */
  broken: { sequence: number; reason: "missing" | "altered" | "unlinked" | "truncated" | "head" } | null;
}

/**
 * Recomputes the chain. Finds edits, removals, swaps, and truncation (against the head row and the last
 * checkpoint). @param from last entry taken as known good; its own row must still carry `hash`.
 */
export async function verifyChain(
  store: Services["store"],
  from: { sequence: number; hash: string } = { sequence: 0, hash: genesisHash },
): Promise<ChainReport> {
  const head = await readHead(store);
  const checkpoint = await readCheckpoint(store);
  let { sequence, hash } = from;
  const report = (broken: ChainReport["broken"]): ChainReport => ({
    verifiedTo: sequence,
    verifiedHash: hash,
    head: head.sequence,
    broken,
  });
  if (sequence > 0) {
    const [row] = await readEntriesAfter(store, sequence - 1, 1);
    if (row?.sequence !== sequence) return report({ sequence, reason: "missing" });
    if (row.hash !== hash || entryHash(row) !== hash) return report({ sequence, reason: "altered" });
  }
  for (;;) {
    const rows = await readEntriesAfter(store, sequence, 1_000);
    for (const row of rows) {
      if (row.sequence !== sequence + 1) return report({ sequence: sequence + 1, reason: "missing" });
      if (row.previousHash !== hash) return report({ sequence: row.sequence, reason: "unlinked" });
      if (entryHash(row) !== row.hash) return report({ sequence: row.sequence, reason: "altered" });
      if (checkpoint?.sequence === row.sequence && checkpoint.hash !== row.hash)
        return report({ sequence: row.sequence, reason: "altered" });
      sequence = row.sequence;
      hash = row.hash;
      // Entries written while we read are beyond the head we compare with.
      if (sequence === head.sequence && hash !== head.hash) return report({ sequence, reason: "head" });
    }
    if (rows.length < 1_000) break;
  }
  const expected = Math.max(head.sequence, checkpoint?.sequence ?? 0);
  if (sequence < expected) return report({ sequence: sequence + 1, reason: "truncated" });
  return report(null);
}
