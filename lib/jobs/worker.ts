import type { Services } from "#lib/core/context.ts";
import { newId, newSecret } from "#lib/core/ids.ts";
import { type AnyJob, defaultMaxAttempts } from "./job.ts";
import { runJob } from "./run-job.ts";
import { claimJobs, endLeases, ensureSchedule, nextDue } from "./store.ts";
import { onWake } from "./wake.ts";

export interface WorkerOptions {
  /** Jobs at once (default 8). */
  concurrency?: number;
  /** Longest wait between looks at the table (default 1 s): one cheap read each. */
  pollMs?: number;
  /** This is the only process: what was running when it died is taken up at once. */
  alone?: boolean;
}

export interface Worker {
  start(): Promise<void>;
  /** Takes no more and waits for what runs, at most `graceMs`; the rest is left to its lease. */
  stop(graceMs?: number): Promise<void>;
  /** Runs everything due by the clock (or by `untilMs`) until nothing is. For tests and one-shot tools. */
  drain(untilMs?: number): Promise<number>;
}

/** Works off the job table with the given kinds; others are left for processes that know them. */
export function createWorker(services: Services, jobs: AnyJob[], options: WorkerOptions = {}): Worker {
  const { store, clock, log } = services;
  const concurrency = options.concurrency ?? 8;
  const pollMs = options.pollMs ?? 1_000;
  const byKind = new Map(jobs.map((job) => [job.kind, job]));
  const kinds = [...byKind.keys()];
  const leaseMs = new Map(jobs.flatMap((job) => (job.leaseMs === undefined ? [] : [[job.kind, job.leaseMs] as const])));
  const owner = newSecret().slice(0, 16);
  const running = new Set<Promise<void>>();
  let stopping = false;
  let loop: Promise<void> | null = null;
  let wake: () => void = () => undefined;
  let woken = false;

  async function claim(limit: number, untilMs: number) {
    return store.tx(() => claimJobs(store, { kinds, owner, nowMs: clock.now(), untilMs, leaseMs, limit }));
  }

  async function ensureSchedules() {
    const nowMs = clock.now();
    await store.tx(async () => {
      for (const job of jobs)
        if (job.everyMs !== undefined)
          await ensureSchedule(
            store,
            {
              id: newId(nowMs),
              kind: job.kind,
              uniqueKey: `${job.kind}:every`,
              payload: {},
              runAt: nowMs,
              maxAttempts: job.maxAttempts ?? defaultMaxAttempts,
              nowMs,
            },
            nowMs + job.everyMs,
          );
    });
  }

  function launch(row: Awaited<ReturnType<typeof claim>>[number]) {
    const job = byKind.get(row.kind);
    if (!job) return;
    const run = runJob(services, job, row)
      .then((end) => {
        if (end === "overtaken") log.warn({ job: row.kind, jobId: row.id }, "another worker has this job now");
      })
      .catch((error: unknown) => log.error({ err: error, job: row.kind, jobId: row.id }, "a job's end was not saved"))
      .finally(() => {
        running.delete(run);
        rouse();
      });
    running.add(run);
  }

  function rouse() {
    woken = true;
    wake();
  }

  function pause(ms: number) {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        wake = () => undefined;
        resolve();
      }
      wake = done;
      if (woken || stopping) done();
      woken = false;
    });
  }

  async function work() {
    while (!stopping) {
      let waitMs = pollMs;
      try {
        if (running.size < concurrency) {
          const due = await nextDue(store);
          if (due !== null && due <= clock.now()) {
            const rows = await claim(concurrency - running.size, clock.now());
            for (const row of rows) launch(row);
            if (rows.length > 0) continue;
          } else if (due !== null) waitMs = Math.min(pollMs, Math.max(1, due - clock.now()));
        }
      } catch (error) {
        log.error({ err: error }, "the worker could not read its table");
      }
      await pause(waitMs);
    }
  }

  let unsubscribe: () => void = () => undefined;
  return {
    async start() {
      if (loop) return;
      stopping = false;
      if (options.alone) await store.tx(() => endLeases(store, clock.now()));
      await ensureSchedules();
      unsubscribe = onWake(rouse);
      loop = work();
    },
    async stop(graceMs = 10_000) {
      stopping = true;
      unsubscribe();
      rouse();
      await loop;
      loop = null;
      let timer: NodeJS.Timeout | undefined;
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([Promise.allSettled([...running]), grace]);
      clearTimeout(timer);
    },
    async drain(untilMs) {
      await ensureSchedules();
      let ran = 0;
      for (;;) {
        const rows = await claim(Math.max(1, concurrency - running.size), untilMs ?? clock.now());
        for (const row of rows) launch(row);
        ran += rows.length;
        if (ran > 100_000) throw new Error("drain does not end: a job keeps asking for another run at once");
        if (rows.length === 0) {
          if (running.size === 0) return ran;
          await Promise.race(running);
        } else if (running.size >= concurrency) await Promise.race(running);
      }
    },
  };
}
