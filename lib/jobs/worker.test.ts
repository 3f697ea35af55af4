import { afterEach, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { openTestStore } from "#db/testing.ts";
import { fixedClock } from "#lib/core/clock.ts";
import type { Services } from "#lib/core/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { createLogger } from "#lib/core/logging.ts";
import { createWorker, enqueue, every, type Job, measureJobs, pruneJobs, type Worker } from "./index.ts";
import { claimJobs, finishJob } from "./store.ts";

const startMs = Date.UTC(2026, 10, 22, 4, 0, 0);
let services: Services;
let clock: ReturnType<typeof fixedClock>;
let workers: Worker[];

beforeEach(async () => {
  clock = fixedClock(startMs);
  workers = [];
  const store = await openTestStore(inject("dialect"));
  // Jobs need no keys and no way out to WeChat.
  services = { store, clock, log: createLogger("silent") } as unknown as Services;
});

afterEach(async () => {
  for (const worker of workers) await worker.stop();
  await services.store.close();
});

function workerOf(jobs: Job<Record<string, unknown>>[], options = {}) {
  const worker = createWorker(services, jobs, options);
  workers.push(worker);
  return worker;
}

function recorder(kind = "test.note") {
  const seen: { payload: Record<string, unknown>; attempt: number }[] = [];
  const job: Job<Record<string, unknown>> = {
    kind,
    async run(_ctx, payload, about) {
      seen.push({ payload, attempt: about.attempt });
      return undefined;
    },
  };
  return { job, seen };
}

async function rows() {
  return services.store.db.select().from(services.store.t.jobs);
}

describe("enqueue", () => {
  test("a job exists only if the caller's transaction commits", async () => {
    const { job, seen } = recorder();
    const failing = services.store.tx(async () => {
      await enqueue(services, job, { n: 1 });
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    await services.store.tx(() => enqueue(services, job, { n: 2 }));
    await workerOf([job]).drain();
    expect(seen.map((run) => run.payload)).toEqual([{ n: 2 }]);
  });

  test("one open job per unique key, and the earlier time wins", async () => {
    const { job, seen } = recorder();
    const first = await enqueue(services, job, { n: 1 }, { uniqueKey: "a", runAt: startMs + 60_000 });
    const second = await enqueue(services, job, { n: 2 }, { uniqueKey: "a", runAt: startMs });
    await enqueue(services, job, { n: 3 }, { uniqueKey: "a", runAt: startMs + 90_000 });
    expect(second).toBe(first);
    expect(await workerOf([job]).drain()).toBe(1);
    expect(seen.map((run) => run.payload)).toEqual([{ n: 3 }]);
  });

  test("the key is free again once the job has ended", async () => {
    const { job, seen } = recorder();
    const worker = workerOf([job]);
    await enqueue(services, job, { n: 1 }, { uniqueKey: "a" });
    await worker.drain();
    await enqueue(services, job, { n: 2 }, { uniqueKey: "a" });
    await worker.drain();
    expect(seen).toHaveLength(2);
  });

  test("a job asked for while it runs gets another turn, since it may have read its facts already", async () => {
    let runs = 0;
    const job: Job<Record<string, unknown>> = {
      kind: "test.again",
      async run(ctx) {
        runs += 1;
        if (runs === 1) await enqueue(ctx, job, {}, { uniqueKey: "a" });
        return undefined;
      },
    };
    await enqueue(services, job, {}, { uniqueKey: "a" });
    await workerOf([job]).drain();
    expect(runs).toBe(2);
    expect((await rows()).map((row) => row.state)).toEqual(["done"]);
  });

  test("20 callers with one key at once make one job", async () => {
    const { job } = recorder();
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, n) => enqueue(services, job, { n }, { uniqueKey: "a" })),
    );
    expect(new Set(ids).size).toBe(1);
  });
});

describe("running", () => {
  test("a job waits for its time", async () => {
    const { job, seen } = recorder();
    await enqueue(services, job, {}, { runAt: startMs + 5_000 });
    const worker = workerOf([job]);
    expect(await worker.drain()).toBe(0);
    clock.advance(5_000);
    expect(await worker.drain()).toBe(1);
    expect(seen).toHaveLength(1);
  });

  test("a failure is tried again later, with a growing wait, until the attempts are used up", async () => {
    let runs = 0;
    const job: Job<Record<string, unknown>> = {
      kind: "test.fail",
      maxAttempts: 3,
      async run() {
        runs += 1;
        throw new AppError("upstream_down", { kind: "upstream", log: "with a secret inside" });
      },
    };
    await enqueue(services, job, {}, { uniqueKey: "a" });
    const worker = workerOf([job]);
    await worker.drain();
    expect(runs).toBe(1);
    const [waiting] = await rows();
    expect(waiting?.runAt).toBeGreaterThanOrEqual(startMs + 750);
    expect(waiting?.lastError).toBe("upstream_down");
    clock.advance(1_250);
    await worker.drain();
    clock.advance(2_500);
    await worker.drain();
    expect(runs).toBe(3);
    expect((await rows())[0]).toMatchObject({ state: "failed", uniqueKey: null });
  });

  test("asking for another run does not count as a failure", async () => {
    const attempts: number[] = [];
    const job: Job<Record<string, unknown>> = {
      kind: "test.poll",
      async run(ctx, _payload, about) {
        attempts.push(about.attempt);
        return attempts.length < 3 ? { againAt: ctx.clock.now() + 1_000 } : undefined;
      },
    };
    await enqueue(services, job, {});
    const worker = workerOf([job]);
    for (let n = 0; n < 3; n += 1) {
      await worker.drain();
      clock.advance(1_000);
    }
    expect(attempts).toEqual([1, 1, 1]);
  });

  test("two workers over one table run each job once", async () => {
    const { job, seen } = recorder();
    await services.store.tx(async () => {
      for (let n = 0; n < 60; n += 1) await enqueue(services, job, { n });
    });
    await Promise.all([workerOf([job]).drain(), workerOf([job]).drain()]);
    expect(new Set(seen.map((run) => run.payload.n)).size).toBe(60);
    expect(seen).toHaveLength(60);
  });

  test("kinds that a worker does not know are left for those that do", async () => {
    const { job } = recorder("test.known");
    const other = recorder("test.other");
    await enqueue(services, other.job, {});
    expect(await workerOf([job]).drain()).toBe(0);
    expect((await rows())[0]?.state).toBe("ready");
  });

  test("a started worker takes up a job as soon as its transaction commits", async () => {
    const { job, seen } = recorder();
    const worker = workerOf([job], { pollMs: 600_000 });
    await worker.start();
    await enqueue(services, job, {});
    await vi.waitFor(() => expect(seen).toHaveLength(1), 5_000);
  });

  test("stopping waits for the running job", async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let ended = false;
    const begun = Promise.withResolvers<void>();
    const job: Job<Record<string, unknown>> = {
      kind: "test.slow",
      async run() {
        begun.resolve();
        await gate;
        ended = true;
        return undefined;
      },
    };
    const worker = workerOf([job]);
    await worker.start();
    await enqueue(services, job, {});
    await begun.promise;
    const stopped = worker.stop();
    release();
    await stopped;
    expect(ended).toBe(true);
    expect((await rows())[0]?.state).toBe("done");
  });
});

describe("leases", () => {
  async function claimAs(owner: string) {
    return services.store.tx(() =>
      claimJobs(services.store, {
        kinds: ["test.note"],
        owner,
        nowMs: clock.now(),
        untilMs: clock.now(),
        leaseMs: new Map(),
        limit: 1,
      }),
    );
  }

  test("a dead worker's job is taken over when its lease ends, and its late save is refused", async () => {
    const { job, seen } = recorder();
    await enqueue(services, job, {}, { uniqueKey: "a" });
    const [dead] = await claimAs("dead");
    expect(await workerOf([job]).drain()).toBe(0);
    clock.advance(60_000);
    expect(await workerOf([job]).drain()).toBe(1);
    expect(seen[0]?.attempt).toBe(2);
    const late = await services.store.tx(() =>
      finishJob(services.store, dead!, { state: "failed", nowMs: clock.now(), lastError: "late" }),
    );
    expect(late).toBe(false);
    expect((await rows())[0]).toMatchObject({ state: "done", lastError: null });
  });

  test("a process that is alone takes up what was running when it died, without waiting", async () => {
    const { job, seen } = recorder();
    await enqueue(services, job, {});
    await claimAs("dead");
    await workerOf([job], { alone: true }).start();
    await vi.waitFor(() => expect(seen).toHaveLength(1), 5_000);
  });
});

describe("schedules", () => {
  test("a scheduled job runs once a period, also when two workers keep it", async () => {
    const { job, seen } = recorder();
    const a = workerOf([every(job, 60_000)]);
    const b = workerOf([every(job, 60_000)]);
    await Promise.all([a.drain(), b.drain()]);
    expect(seen).toHaveLength(1);
    clock.advance(59_999);
    await a.drain();
    expect(seen).toHaveLength(1);
    clock.advance(1);
    await Promise.all([a.drain(), b.drain()]);
    expect(seen).toHaveLength(2);
  });

  test("a schedule outlives its job's failures", async () => {
    let runs = 0;
    const job: Job<Record<string, unknown>> = {
      kind: "test.every",
      maxAttempts: 1,
      async run() {
        runs += 1;
        throw new Error("always");
      },
    };
    const worker = workerOf([every(job, 60_000)]);
    for (let n = 0; n < 4; n += 1) {
      await worker.drain();
      clock.advance(75_000);
    }
    expect(runs).toBe(4);
  });
});

test("finished jobs are pruned, open ones are kept and counted", async () => {
  const { job } = recorder();
  await enqueue(services, job, {});
  await workerOf([job]).drain();
  await enqueue(services, job, {}, { runAt: startMs - 2_000 });
  expect(await pruneJobs(services, clock.now() + 1)).toBe(1);
  expect(await measureJobs(services)).toEqual({ ready: 1, running: 0, lagMs: 2_000 });
});
