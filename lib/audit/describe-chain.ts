import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { nextAction, readCheckpoint, readHead } from "./store.ts";

/** Where the chain was last found whole, and where it breaks if it does. */
export async function describeChain(ctx: Context) {
  requirePermission(ctx, "audit.read");
  const [head, checkpoint] = await Promise.all([readHead(ctx.store), readCheckpoint(ctx.store)]);
  const brokenAt = checkpoint?.brokenSequence ?? null;
  return {
    verifiedTo: checkpoint?.sequence ?? 0,
    verifiedAt: checkpoint?.verifiedAt ?? null,
    head: head.sequence,
    broken: brokenAt === null ? null : { sequence: brokenAt },
  };
}

/** The actions that occur in the log, for the filter. */
export async function listActions(ctx: Context): Promise<string[]> {
  requirePermission(ctx, "audit.read");
  const actions: string[] = [];
  let last = "";
  for (;;) {
    const found = await nextAction(ctx.store, last);
    if (found === null) return actions;
    actions.push(found);
    last = found;
  }
}
