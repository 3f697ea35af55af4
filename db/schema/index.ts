import type { Kit } from "#db/kit.ts";
import { defineAccounts } from "./accounts.ts";
import { defineAudit } from "./audit.ts";
import { defineAuthorization } from "./authorization.ts";
import { defineBinding } from "./binding.ts";
import { defineCallbacks } from "./callbacks.ts";
import { defineDeployments } from "./deployments.ts";
import { defineJobs } from "./jobs.ts";
import { definePlatforms } from "./platforms.ts";
import { defineQuota } from "./quota.ts";
import { defineStaff } from "./staff.ts";
import { defineTemplates } from "./templates.ts";
import { defineTokens } from "./tokens.ts";

/** Every table of the product, in the dialect of the kit. */
export function define(kit: Kit) {
  return {
    ...definePlatforms(kit),
    ...defineQuota(kit),
    ...defineTokens(kit),
    ...defineAuthorization(kit),
    ...defineAccounts(kit),
    ...defineBinding(kit),
    ...defineTemplates(kit),
    ...defineDeployments(kit),
    ...defineCallbacks(kit),
    ...defineJobs(kit),
    ...defineAudit(kit),
    ...defineStaff(kit),
  };
}
