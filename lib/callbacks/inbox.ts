import type { Context, Services } from "#lib/core/context.ts";
import { enqueue } from "#lib/jobs/index.ts";
import { noteCallback } from "#lib/platforms/index.ts";
import { laneKey, workLaneKind } from "./lane.ts";
import { insertEvents, type NewEventRow } from "./store.ts";

interface Waiting {
  row: NewEventRow;
  resolve(outcome: "stored" | "known"): void;
  reject(error: unknown): void;
}

const largestBatch = 200;

export interface Inbox {
  /** Resolves once the event is on disk: with "known" when it was there before. @throws when it is not stored. */
  put(row: NewEventRow): Promise<"stored" | "known">;
}

/**
 * Group commit: what arrives while one transaction is being written goes into the next, so that one fsync
 * serves many pushes. The event, the job that works it and the platform's "last callback" go together.
 */
export function createInbox(services: Services): Inbox {
  const { store } = services;
  const ctx: Context = {
    ...services,
    actor: { kind: "system", job: "callbacks.inbox" },
    origin: { ipAddress: null, userAgent: null, requestId: "callbacks.inbox" },
  };
  let waiting: Waiting[] = [];
  let isWriting = false;

  async function write(batch: Waiting[]): Promise<Set<string>> {
    return store.tx(async () => {
      const added = await insertEvents(
        store,
        batch.map((item) => item.row),
      );
      const toWork = batch.map((item) => item.row).filter((row) => added.has(row.id) && row.state === "received");
      const lanes = new Map(toWork.map((row) => [laneKey({ ...row }), row]));
      for (const [uniqueKey, { componentAppId, appId }] of lanes)
        await enqueue(services, { kind: workLaneKind }, { componentAppId, appId }, { uniqueKey });
      for (const componentAppId of new Set(batch.map((item) => item.row.componentAppId)))
        await noteCallback(ctx, { componentAppId, accepted: true });
      return added;
    });
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, largestBatch);
      waiting = waiting.slice(largestBatch);
      try {
        const added = await write(batch);
        for (const item of batch) item.resolve(added.has(item.row.id) ? "stored" : "known");
      } catch (error) {
        for (const item of batch) item.reject(error);
      }
    }
    isWriting = false;
  }

  return {
    put(row) {
      return new Promise((resolve, reject) => {
        waiting.push({ row, resolve, reject });
        if (isWriting) return;
        isWriting = true;
        // After this turn of the event loop: whatever has arrived by then shares the first batch.
        setImmediate(() => void writeAll());
      });
    },
  };
}
