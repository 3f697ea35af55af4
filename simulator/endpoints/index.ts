import type { Endpoint } from "../call.ts";
import { authorizationEndpoints } from "./authorization.ts";
import { basicInfoEndpoints } from "./basic-info.ts";
import { categoryEndpoints } from "./categories.ts";
import { codeEndpoints } from "./code.ts";
import { domainEndpoints } from "./domains.ts";
import { loginEndpoints } from "./login.ts";
import { mediaEndpoints } from "./media.ts";
import { messageEndpoints } from "./messages.ts";
import { nicknameEndpoints } from "./nicknames.ts";
import { openAccountEndpoints } from "./open-accounts.ts";
import { optionEndpoints } from "./options.ts";
import { platformDomainEndpoints } from "./platform-domains.ts";
import { privacyEndpoints } from "./privacy.ts";
import { privacyInterfaceEndpoints } from "./privacy-interfaces.ts";
import { quotaEndpoints } from "./quota.ts";
import { registrationEndpoints } from "./registration.ts";
import { releaseEndpoints } from "./release.ts";
import { reviewEndpoints } from "./review.ts";
import { searchStatusEndpoints } from "./search-status.ts";
import { serviceStateEndpoints } from "./service-state.ts";
import { templateEndpoints } from "./templates.ts";
import { testerEndpoints } from "./testers.ts";
import { ticketEndpoints } from "./tickets.ts";
import { webviewDomainEndpoints } from "./webview-domains.ts";

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
  ...basicInfoEndpoints,
  ...nicknameEndpoints,
  ...categoryEndpoints,
  ...domainEndpoints,
  ...webviewDomainEndpoints,
  ...loginEndpoints,
  ...messageEndpoints,
  ...platformDomainEndpoints,
  ...privacyEndpoints,
  ...privacyInterfaceEndpoints,
  ...registrationEndpoints,
  ...searchStatusEndpoints,
  ...testerEndpoints,
  ...quotaEndpoints((path) => endpointAt(path)?.token),
];

const byPath: ReadonlyMap<string, Endpoint> = new Map(ENDPOINTS.map((endpoint) => [endpoint.path, endpoint]));

/** The endpoint at this path. */
export function endpointAt(path: string): Endpoint | undefined {
  return byPath.get(path);
}
