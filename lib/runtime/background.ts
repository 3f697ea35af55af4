import type { Services } from "#lib/core/context.ts";
import { once } from "#lib/core/once.ts";
import { createWorker, enqueue, type Worker } from "#lib/jobs/index.ts";
import { allJobs } from "./all-jobs.ts";
import { connectDemo } from "./connect-demo.job.ts";

interface Background {
  deferred: boolean;
  worker: Promise<Worker> | null;
}

function background(): Background {
  return once<Background>("runtime.background", () => ({ deferred: false, worker: null }));
}

/** server.ts starts the background itself, once it listens; instrumentation.ts then leaves it alone. */
export function deferBackground(): void {
  background().deferred = true;
}

export function isBackgroundDeferred(): boolean {
  return background().deferred;
}

/** Starts the worker of this process with every job and schedule; a second call changes nothing. */
export async function startBackground(services: Services): Promise<void> {
  const state = background();
  if (services.env.role === "web" || state.worker) return;
  state.worker = start(services);
  await state.worker;
}

async function start(services: Services): Promise<Worker> {
  const { env, store } = services;
  // With the embedded database this is the only process: what it was doing when it died goes on at once.
  const worker = createWorker(services, allJobs(), { concurrency: 8, alone: store.dialect === "sqlite" });
  if (env.demo) await enqueue(services, connectDemo, {}, { uniqueKey: "demo" });
  await worker.start();
  return worker;
}

/** Stops the worker, waiting for what runs. */
export async function stopBackground(): Promise<void> {
  const state = background();
  const worker = await state.worker;
  state.worker = null;
  await worker?.stop();
}
