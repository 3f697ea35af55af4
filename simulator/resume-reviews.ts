import { scheduleCategory } from "./endpoints/categories.ts";
import { scheduleName } from "./endpoints/nicknames.ts";
import { scheduleInterface } from "./endpoints/privacy-interfaces.ts";
import type { Account } from "./model.ts";
import type { World } from "./world.ts";

/** Takes up the reviews of an account's names, categories and privacy interfaces after a restart. */
export function resumeReviews(world: World, account: Account): void {
  const { info, program } = account;
  for (const review of info?.nickNameReviews ?? []) {
    if (info && review.status === 1) scheduleName(world, account, info, review);
  }
  for (const category of program?.categories ?? []) scheduleCategory(world, account, category);
  for (const applied of program?.privacyInterfaces.values() ?? []) {
    if (applied.status === 3) scheduleInterface(world, account, applied);
  }
}
