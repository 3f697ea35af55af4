import * as authorization from "./authorization.ts";
import * as basicInfo from "./basic-info.ts";
import * as categories from "./categories.ts";
import * as code from "./code.ts";
import * as domains from "./domains.ts";
import type { Endpoint } from "./endpoint.ts";
import * as liveVersion from "./live-version.ts";
import * as login from "./login.ts";
import * as media from "./media.ts";
import * as openAccounts from "./open-accounts.ts";
import * as platformDomains from "./platform-domains.ts";
import * as privacy from "./privacy.ts";
import * as quota from "./quota.ts";
import * as registration from "./registration.ts";
import * as releases from "./releases.ts";
import * as reviews from "./reviews.ts";
import * as templates from "./templates.ts";
import * as testers from "./testers.ts";
import * as tickets from "./tickets.ts";

const modules: Record<string, unknown>[] = [
  tickets,
  authorization,
  openAccounts,
  templates,
  code,
  reviews,
  releases,
  media,
  domains,
  liveVersion,
  categories,
  platformDomains,
  testers,
  privacy,
  basicInfo,
  registration,
  quota,
  login,
];

/** Every call of WeChat's that Hufu can make: the source of typed functions, docs and allow-lists. */
export const endpoints: readonly Endpoint[] = modules
  .flatMap((module) => Object.values(module))
  .filter((value): value is { endpoint: Endpoint } => typeof value === "function" && "endpoint" in value)
  .map((call) => call.endpoint);
