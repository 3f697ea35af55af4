import type { Context } from "#lib/core/context.ts";
import { newId } from "#lib/core/ids.ts";
import { once } from "#lib/core/once.ts";
import { clockSkewMs } from "./decide-token.ts";
import type { Reads } from "./share-reads.ts";
import type { TokenKey, TokenRow } from "./store.ts";

/** A holder that has not come back by then is taken for dead; its late write is fenced off. */
export const leaseMs = 20_000;

/** What one node (a process, told apart by its way out to WeChat) remembers between calls. */
export interface Node {
  owner: string;
  /** Refreshes under way in this process: later callers wait for them instead of starting their own. */
  flights: Map<string, Promise<HeldToken>>;
  /** Since when this node has seen each foreign lease, by its own clock. */
  watches: Map<string, { fence: number; since: number }>;
  reads: Reads<TokenRow | null>;
}

export interface HeldToken {
  token: string;
  version: number;
}

export function nodeOf(ctx: Context): Node {
  const nodes = once("tokens.nodes", () => new WeakMap<object, Node>());
  const found = nodes.get(ctx.wechat);
  if (found) return found;
  const node: Node = { owner: newId(ctx.clock.now()), flights: new Map(), watches: new Map(), reads: new Map() };
  nodes.set(ctx.wechat, node);
  return node;
}

export function nameOf(key: TokenKey): string {
  return `${key.componentAppId}/${key.appId}`;
}

/**
 * True when nobody holds the lease, or its holder seems dead: it ran out (two minutes allowed for clocks
 * that differ), or this node has watched the same lease for its whole length by its own clock.
 */
export function isLeaseFree(node: Node, key: TokenKey, row: TokenRow, nowMs: number): boolean {
  if (row.leaseOwner === null) return true;
  if (row.leaseExpiresAt === null || row.leaseExpiresAt <= nowMs - clockSkewMs) return true;
  const name = nameOf(key);
  const watch = node.watches.get(name);
  if (watch === undefined || watch.fence !== row.leaseFence) {
    node.watches.set(name, { fence: row.leaseFence, since: nowMs });
    return false;
  }
  return nowMs - watch.since >= leaseMs;
}
