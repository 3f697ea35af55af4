import type { Context, Services } from "#lib/core/context.ts";
import { enqueue } from "#lib/jobs/index.ts";
import { noteCallback } from "#lib/platforms/index.ts";
import { laneKey, workLaneKind } from "./lane.ts";
import { insertEvents, type NewEventRow } from "./store.ts";

interface Waiting {
  row: NewEventRow;
  keyIndex: number;
  resolve(outcome: "stored" | "known"): void;
  reject(error: unknown): void;
}

const largestBatch = 256;
const noteEveryMs = 1_000;

export interface Inbox {
  /**
   * Resolves once the event is on disk: with "known" when it was there before. `keyIndex` says which
   * EncodingAESKey opened it, 0 for the current one. @throws when it is not stored.
   */
  put(row: NewEventRow, keyIndex: number): Promise<"stored" | "known">;
}

/**
 * Group commit: what arrives while one transaction is being written goes into the next, so that one fsync
 * serves many pushes. The event, the job that works it and the platform's "last callback" go together.
 */
export function createInbox(services: Services): Inbox {
  const { store, clock } = services;
  const ctx: Context = {
    ...services,
    actor: { kind: "system", job: "callbacks.inbox" },
    origin: { ipAddress: null, userAgent: null, requestId: "callbacks.inbox" },
  };
  let waiting: Waiting[] = [];
  let isWriting = false;
  const notedAt = new Map<string, number>();

  async function write(batch: Waiting[]): Promise<Set<string>> {
    const nowMs = clock.now();
    const notes = notesOf(batch, nowMs);
    const insert = async () => {
      const rows = batch.map((item) => item.row);
      const ids = await insertEvents(store, rows);
      const lanes = new Map<string, NewEventRow>();
      for (const row of rows) if (row.state === "received" && ids.has(row.id)) lanes.set(laneKey(row), row);
      for (const [uniqueKey, { componentAppId, appId }] of lanes)
        await enqueue(services, { kind: workLaneKind }, { componentAppId, appId }, { uniqueKey });
      for (const note of notes.values()) await noteCallback(ctx, { ...note, accepted: true });
      return ids;
    };
    const added = await store.tx(insert, { urgent: true });
    for (const key of notes.keys()) notedAt.set(key, nowMs);
    return added;
  }

  /** Platform and key of a batch's pushes, those left out that were noted less than a second ago. */
  function notesOf(batch: Waiting[], nowMs: number) {
    const notes = new Map<string, { componentAppId: string; keyIndex: number }>();
    for (const { row, keyIndex } of batch) {
      const key = `${row.componentAppId} ${keyIndex}`;
      const at = notedAt.get(key);
      const isNoted = at !== undefined && Math.abs(nowMs - at) < noteEveryMs;
      if (!isNoted) notes.set(key, { componentAppId: row.componentAppId, keyIndex });
    }
    return notes;
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
    put(row, keyIndex) {
      return new Promise((resolve, reject) => {
        waiting.push({ row, keyIndex, resolve, reject });
        if (isWriting) return;
        isWriting = true;
        // After this turn of the event loop: whatever has arrived by then shares the first batch.
        setImmediate(() => void writeAll());
      });
    },
  };
}
