import type { Account } from "./model.ts";
import { pushAccountEvent } from "./pushes.ts";
import { fraction } from "./random.ts";
import type { World } from "./world.ts";
import type { XmlFields } from "./xml.ts";

/** A name, category or privacy interface that WeChat looks at before it holds. */
export interface Pending {
  /** Index of the platform that asked, which hears of the outcome while it is authorized. */
  readonly platform: number;
}

/**
 * Lets the seed decide after the time of a review. `key` makes the outcome its own; `settle` writes it
 * down and says which event to push.
 */
export function decideLater(
  world: World,
  account: Account,
  pending: Pending,
  key: readonly (string | number)[],
  settle: (refused: boolean) => { readonly event: string; readonly fields: XmlFields },
): void {
  world.clock.after(world.settings.reviewSeconds * 1000, () => {
    const refused = fraction(world.seed, account.appid, ...key) < world.settings.rejectRate;
    const { event, fields } = settle(refused);
    const platform = world.platforms[pending.platform];
    if (platform?.grants.has(account.appid)) pushAccountEvent(world, platform, account, event, fields);
  });
}
