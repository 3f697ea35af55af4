import type { Endpoint } from "../call.ts";
import { authorizationEndpoints } from "./authorization.ts";
import { openAccountEndpoints } from "./open-accounts.ts";
import { optionEndpoints } from "./options.ts";
import { ticketEndpoints } from "./tickets.ts";

/** Every endpoint of the simulated WeChat; the one table behind routing and coverage. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...ticketEndpoints,
  ...authorizationEndpoints,
  ...optionEndpoints,
  ...openAccountEndpoints,
];

const byPath = new Map(ENDPOINTS.map((endpoint) => [endpoint.path, endpoint]));

/** The endpoint at this path. */
export function endpointAt(path: string): Endpoint | undefined {
  return byPath.get(path);
}
