import { accountsContract } from "#lib/accounts/contract.ts";
import { auditContract } from "#lib/audit/contract.ts";
import { invitationsContract } from "#lib/authorization/contract.ts";
import { bindingContract } from "#lib/binding/contract.ts";
import { eventsContract } from "#lib/callbacks/contract.ts";
import { deploymentsContract } from "#lib/deployments/contract.ts";
import { overviewContract } from "#lib/overview/contract.ts";
import { platformsContract } from "#lib/platforms/contract.ts";
import { quotaContract } from "#lib/quota/contract.ts";
import { staffContract } from "#lib/staff/contract.ts";
import { templatesContract } from "#lib/templates/contract.ts";

/** The whole API, one key per menu entry. */
export const contract = {
  overview: overviewContract,
  platforms: platformsContract,
  quota: quotaContract,
  invitations: invitationsContract,
  accounts: accountsContract,
  binding: bindingContract,
  templates: templatesContract,
  deployments: deploymentsContract,
  events: eventsContract,
  audit: auditContract,
  staff: staffContract,
};
export type Contract = typeof contract;
