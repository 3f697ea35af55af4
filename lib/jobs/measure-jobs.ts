import type { Services } from "#lib/core/context.ts";
import { countOpen } from "./store.ts";

/** Open jobs and how late the oldest due one is (ms). */
export function measureJobs(services: Services): Promise<{ ready: number; running: number; lagMs: number }> {
  return countOpen(services.store, services.clock.now());
}
