import { once } from "#lib/core/once.ts";

// Shared by all module copies of the process: an enqueue from a route wakes the worker of server.ts.
function listeners(): Set<() => void> {
  return once("jobs.wake", () => new Set<() => void>());
}

export function wakeWorkers(): void {
  for (const listener of listeners()) listener();
}

/** @returns the call that ends the subscription. */
export function onWake(listener: () => void): () => void {
  listeners().add(listener);
  return () => void listeners().delete(listener);
}
