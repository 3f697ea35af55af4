import { accountsRouter } from "#lib/accounts/index.ts";
import { auditRouter } from "#lib/audit/index.ts";
import { invitationsRouter } from "#lib/authorization/index.ts";
import { bindingRouter } from "#lib/binding/index.ts";
import { eventsRouter } from "#lib/callbacks/index.ts";
import { deploymentsRouter } from "#lib/deployments/index.ts";
import { overviewRouter } from "#lib/overview/index.ts";
import { platformsRouter } from "#lib/platforms/index.ts";
import { quotaRouter } from "#lib/quota/index.ts";
import { staffRouter } from "#lib/staff/index.ts";
import { templatesRouter } from "#lib/templates/index.ts";
import { guarded } from "./guard.ts";

/** The whole API behind the guard. */
export const router = guarded.router({
  overview: overviewRouter,
  platforms: platformsRouter,
  quota: quotaRouter,
  invitations: invitationsRouter,
  accounts: accountsRouter,
  binding: bindingRouter,
  templates: templatesRouter,
  deployments: deploymentsRouter,
  events: eventsRouter,
  audit: auditRouter,
  staff: staffRouter,
});
