"use client";

import { createORPCClient } from "@orpc/client";
import { SimpleCsrfProtectionLinkPlugin } from "@orpc/client/plugins";
import type { AnyContractRouter, ContractRouterClient } from "@orpc/contract";
import type { JsonifiedClient } from "@orpc/openapi-client";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import contractJson from "#lib/api/contract.json" with { type: "json" };
import type { Contract } from "#lib/api/contract.ts";

export type ApiClient = JsonifiedClient<ContractRouterClient<Contract>>;

const link = new OpenAPILink(contractJson as unknown as AnyContractRouter, {
  // On the server this is only built, never called: pages there use the router itself.
  url: () => `${globalThis.location?.origin ?? "http://localhost"}/api`,
  plugins: [new SimpleCsrfProtectionLinkPlugin()],
});

/** The API as plain calls: `await client.accounts.get({ appId })`. */
export const client: ApiClient = createORPCClient(link);

/** The API for TanStack Query: `useQuery(api.accounts.get.queryOptions({ input: { appId } }))`. */
export const api = createTanstackQueryUtils(client);

/** HTTP status of an API error; undefined for anything else. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === "number" ? status : undefined;
}
