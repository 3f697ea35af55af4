import type { Context } from "#lib/core/context.ts";
import { withAccountToken } from "#lib/tokens/index.ts";
import type { TargetAtWork } from "./move-target.ts";
import { awaitTurn } from "./pace.ts";
import type { Timing } from "./timing.ts";

/** The turn for an API did not come soon enough; the target is put back until `at`. */
export class NotNow extends Error {
  readonly code = "not_now";
  readonly at: number;
  readonly blocked: boolean;
  constructor(at: number, blocked: boolean) {
    super("not this API's turn");
    this.at = at;
    this.blocked = blocked;
  }
}

/**
 * One call on behalf of the target's account, at this API's pace, with one forced refresh of the token.
 * @throws NotNow when the pace or a quota says to come back later
 */
export async function callWechat<T>(
  ctx: Context,
  { target }: TargetAtWork,
  api: string,
  timing: Timing,
  call: (accountToken: string) => Promise<T>,
): Promise<T> {
  const { appId, componentAppId } = target;
  const later = await awaitTurn(ctx, componentAppId, api, timing);
  if (later) throw new NotNow(later.at, later.blocked);
  return withAccountToken(ctx, { componentAppId, appId }, call);
}
