import type { Context } from "#lib/core/context.ts";
import { noteCallback } from "#lib/platforms/index.ts";

const flushMs = 1_000;

/** Counts refused callbacks in memory and writes the sums now and then: a flood must not cost a write each. */
export function createRefusalCounter(ctx: Context) {
  const counts = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;

  async function flush(): Promise<void> {
    timer = null;
    const taken = [...counts];
    counts.clear();
    for (const [componentAppId, count] of taken)
      await noteCallback(ctx, { componentAppId, accepted: false, count }).catch((error: unknown) => {
        ctx.log.warn({ err: error, componentAppId, count }, "Refused callbacks could not be counted");
      });
  }

  return {
    add(componentAppId: string): void {
      counts.set(componentAppId, (counts.get(componentAppId) ?? 0) + 1);
      if (timer === null) timer = setTimeout(() => void flush(), flushMs).unref();
    },
  };
}
