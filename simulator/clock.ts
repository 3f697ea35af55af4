import { reportMistake } from "./report.ts";

/** One clock for tokens, reviews, scans, tickets and retries; it can be moved forward, never back. */
export interface Clock {
  /** Milliseconds since the epoch, virtual. */
  now(): number;
  /** Runs `task` once `delayMs` of virtual time have passed; returns a cancel function. */
  after(delayMs: number, task: () => void): () => void;
  /** Moves time forward and fires what fell due, in order; each task sees its own due time. */
  advance(byMs: number): void;
  /** When the next task falls due; null when there is none. */
  nextDue(): number | null;
  /** Forgets every timer. */
  stop(): void;
}

interface Timer {
  readonly dueAt: number;
  readonly order: number;
  readonly task: () => void;
  cancelled: boolean;
}

const LONGEST_SLEEP_MS = 60_000;

/**
 * Starts a clock at `startAt` (ms, default: the real time) that runs at the speed of real time,
 * or stands still until it is advanced.
 */
export function createClock(startAt: number = Date.now(), pace: "running" | "still" = "running"): Clock {
  const started = Date.now();
  const real = () => (pace === "running" ? Date.now() : started);
  let offset = startAt - started;
  let latest = startAt;
  /** Set while timers fire, so that a task sees its own due time. */
  let pinned: number | null = null;
  let order = 0;
  let sleeping: NodeJS.Timeout | null = null;
  let heap: Timer[] = [];

  /** The machine's clock may be set back; this one never goes back. */
  const now = () => {
    if (pinned !== null) return pinned;
    latest = Math.max(latest, real() + offset);
    return latest;
  };

  function arm(): void {
    if (sleeping) clearTimeout(sleeping);
    sleeping = null;
    const next = heap[0];
    if (!next || (pace === "still" && next.dueAt > now())) return;
    const wait = Math.min(Math.max(next.dueAt - now(), 0), LONGEST_SLEEP_MS);
    sleeping = setTimeout(() => {
      sleeping = null;
      fire(now());
    }, wait);
    sleeping.unref();
  }

  function fire(until: number): void {
    while (heap[0] && heap[0].dueAt <= until) {
      const timer = pop(heap);
      if (timer.cancelled) continue;
      pinned = timer.dueAt;
      try {
        timer.task();
      } catch (error) {
        reportMistake(error);
      } finally {
        pinned = null;
      }
    }
    arm();
  }

  return {
    now,
    after(delayMs, task) {
      const timer: Timer = {
        dueAt: now() + Math.max(0, delayMs),
        order: order++,
        task,
        cancelled: false,
      };
      push(heap, timer);
      if (heap[0] === timer && pinned === null) arm();
      return () => {
        timer.cancelled = true;
      };
    },
    advance(byMs) {
      if (!(byMs >= 0 && byMs < Number.MAX_SAFE_INTEGER)) throw new RangeError(`cannot advance by ${byMs} ms`);
      const until = now() + Math.round(byMs);
      fire(until);
      offset += Math.max(0, until - (real() + offset));
      arm();
    },
    nextDue() {
      while (heap[0]?.cancelled) pop(heap);
      return heap[0]?.dueAt ?? null;
    },
    stop() {
      heap = [];
      if (sleeping) clearTimeout(sleeping);
      sleeping = null;
    },
  };
}

function before(a: Timer, b: Timer): boolean {
  return a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order);
}

function push(heap: Timer[], timer: Timer): void {
  let i = heap.push(timer) - 1;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    const above = heap[parent] as Timer;
    if (!before(timer, above)) break;
    heap[i] = above;
    i = parent;
  }
  heap[i] = timer;
}

function pop(heap: Timer[]): Timer {
  const first = heap[0] as Timer;
  const last = heap.pop() as Timer;
  if (heap.length === 0) return first;
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= heap.length) break;
    const right = heap[child + 1];
    if (right && before(right, heap[child] as Timer)) child++;
    const below = heap[child] as Timer;
    if (!before(below, last)) break;
    heap[i] = below;
    i = child;
  }
  heap[i] = last;
  return first;
}
