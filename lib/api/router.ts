import { accountsRouter } from "#lib/accounts/index.ts";
import { auditRouter } from "#lib/audit/index.ts";
import { deploymentsRouter } from "#lib/deployments/index.ts";
import { platformsRouter } from "#lib/platforms/index.ts";
import { staffRouter } from "#lib/staff/index.ts";
import { templatesRouter } from "#lib/templates/index.ts";
import { guarded } from "./guard.ts";

/** The whole API behind the guard. */
export const router = guarded.router({
  platforms: platformsRouter,
  accounts: accountsRouter,
  templates: templatesRouter,
  deployments: deploymentsRouter,
  audit: auditRouter,
  staff: staffRouter,
} as unknown as Parameters<typeof guarded.router>[0]);
