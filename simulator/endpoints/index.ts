import type { Endpoint } from "../call.ts";
import { authorizationEndpoints } from "./authorization.ts";
import { codeEndpoints } from "./code.ts";
import { mediaEndpoints } from "./media.ts";
import { openAccountEndpoints } from "./open-accounts.ts";
import { optionEndpoints } from "./options.ts";
import { releaseEndpoints } from "./release.ts";
import { reviewEndpoints } from "./review.ts";
import { serviceStateEndpoints } from "./service-state.ts";
import { templateEndpoints } from "./templates.ts";
import { ticketEndpoints } from "./tickets.ts";

/** Every endpoint of the simulated WeChat; the one table behind routing and coverage. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...ticketEndpoints,
  ...authorizationEndpoints,
  ...optionEndpoints,
  ...openAccountEndpoints,
  ...templateEndpoints,
  ...codeEndpoints,
  ...mediaEndpoints,
  ...reviewEndpoints,
  ...releaseEndpoints,
  ...serviceStateEndpoints,
];

const byPath = new Map(ENDPOINTS.map((endpoint) => [endpoint.path, endpoint]));

/** The endpoint at this path. */
export function endpointAt(path: string): Endpoint | undefined {
  return byPath.get(path);
}
