import { authorize, listAccounts, revoke } from "./accounts.ts";
import type { ControlHandler } from "./control.ts";
import { uploadDraft } from "./drafts.ts";
import { editConditions, readCode, readConditions } from "./mini-programs.ts";
import { credentials, editPlatform, pushTicketNow } from "./platforms.ts";
import { health, readCoverage, readLedger, readPushes } from "./records.ts";
import { decideReview, listReviews } from "./reviews.ts";
import {
  addFault,
  advanceClock,
  clearFaults,
  editSettings,
  readClock,
  readSettings,
  setQuota,
} from "./time-and-faults.ts";
import { fastRegisterTicket, login, releaseChecks, writeMessage } from "./users.ts";

/** The control API; `*` stands for one path segment, handed over as `id`. */
const ROUTES: Readonly<Record<string, ControlHandler>> = {
  "GET /_sim/health": health,
  "GET /_sim/credentials": credentials,
  "GET /_sim/accounts": listAccounts,
  "POST /_sim/accounts/*/authorize": authorize,
  "POST /_sim/accounts/*/revoke": revoke,
  "POST /_sim/accounts/*/login": login,
  "POST /_sim/accounts/*/message": writeMessage,
  "POST /_sim/accounts/*/fastregister-ticket": fastRegisterTicket,
  "GET /_sim/accounts/*/code": readCode,
  "GET /_sim/accounts/*/conditions": readConditions,
  "POST /_sim/accounts/*/conditions": editConditions,
  "POST /_sim/release-checks": releaseChecks,
  "POST /_sim/platforms/*": editPlatform,
  "POST /_sim/tickets": pushTicketNow,
  "POST /_sim/drafts": uploadDraft,
  "GET /_sim/reviews": listReviews,
  "POST /_sim/reviews/*": decideReview,
  "GET /_sim/clock": readClock,
  "POST /_sim/clock/advance": advanceClock,
  "POST /_sim/faults": addFault,
  "DELETE /_sim/faults": clearFaults,
  "GET /_sim/settings": readSettings,
  "POST /_sim/settings": editSettings,
  "POST /_sim/quotas": setQuota,
  "GET /_sim/ledger": readLedger,
  "GET /_sim/pushes": readPushes,
  "GET /_sim/coverage": readCoverage,
};

/** The handler of a control request and what stood for `*`. */
export function controlRoute(method: string, path: string): { handler: ControlHandler; id: string } | null {
  const plain = ROUTES[`${method} ${path}`];
  if (plain) return { handler: plain, id: "" };
  const [, sim, noun, id, ...rest] = path.split("/");
  if (!id) return null;
  const pattern = `${method} /${[sim, noun, "*", ...rest].join("/")}`;
  const handler = ROUTES[pattern];
  const decoded = decodedId(id);
  return handler && decoded !== null ? { handler, id: decoded } : null;
}

function decodedId(id: string): string | null {
  try {
    return decodeURIComponent(id);
  } catch {
    return null;
  }
}
