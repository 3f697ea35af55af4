import type { Services } from "#lib/core/context.ts";
import { deleteFinished } from "./store.ts";

/** Removes jobs that ended before `endedBefore` (ms), in short transactions. @returns how many. */
export async function pruneJobs(services: Services, endedBefore: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const batch = await services.store.tx(() => deleteFinished(services.store, endedBefore, 500));
    removed += batch;
    if (batch < 500) return removed;
  }
}
