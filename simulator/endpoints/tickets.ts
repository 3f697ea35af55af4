import { type Call, type Endpoint, ok } from "../call.ts";
import { makePreAuthCode } from "../codes.ts";
import { sameSecret } from "../crypto.ts";
import { checkIp } from "../gate.ts";
import type { Platform } from "../model.ts";
import { countUse } from "../quotas.ts";
import { demand, refuse } from "../refusal.ts";
import { pushTicket, ticketsArrive } from "../tickets.ts";
import { issueComponentToken, TOKEN_SECONDS } from "../tokens.ts";
import { platformOf } from "../world.ts";
import { textField } from "./fields.ts";

/** Tickets and platform tokens (wire B.2). */
export const ticketEndpoints: readonly Endpoint[] = [
  {
    path: "/cgi-bin/component/api_start_push_ticket",
    methods: ["POST"],
    token: "none",
    body: "required",
    handle(call) {
      const platform = platformIn(call);
      checkIp(platform, call.ip);
      checkSecret(call, platform, "component_secret");
      const arrives = ticketsArrive(call.world, platform);
      platform.pushesTickets = true;
      pushTicket(call.world, platform);
      return ok(arrives ? { errmsg: "in a normal state" } : {});
    },
  },
  {
    path: "/cgi-bin/component/api_component_token",
    methods: ["POST"],
    token: "none",
    body: "required",
    handle(call) {
      const platform = platformIn(call);
      checkIp(platform, call.ip);
      checkSecret(call, platform, "component_appsecret");
      checkTicket(call, platform);
      countUse(call.world, "/cgi-bin/component/api_component_token", {
        platform,
        account: null,
        grant: null,
      });
      return {
        component_access_token: issueComponentToken(call.world, platform),
        expires_in: TOKEN_SECONDS,
      };
    },
  },
  {
    path: "/cgi-bin/component/api_create_preauthcode",
    methods: ["POST"],
    token: "component",
    body: "required",
    handle(call) {
      checkComponent(call);
      return {
        pre_auth_code: makePreAuthCode(call.world, call.platform).value,
        expires_in: call.world.settings.preAuthCodeSeconds,
      };
    },
  },
];

/** `component_appid` of the body must be the token's platform. */
export function checkComponent(call: Call): void {
  const appid = textField(call.body, "component_appid", 41018);
  if (appid !== call.platform.appid) refuseComponent(call, appid);
}

function platformIn(call: Call): Platform {
  const appid = textField(call.body, "component_appid", 41018);
  return platformOf(call.world, appid) ?? refuseComponent(call, appid);
}

/** 61011 for an appid that exists but is not the caller's platform, 40013 for one that does not exist. */
function refuseComponent({ world }: Call, appid: string): never {
  refuse(platformOf(world, appid) || world.byAppid.has(appid) ? 61011 : 40013);
}

/** Either spelling is read; wire B.2 has both. */
function checkSecret(call: Call, platform: Platform, name: string): void {
  const secret = call.body[name] ?? call.body.component_appsecret ?? call.body.component_secret;
  demand(typeof secret === "string" && secret !== "", 41004);
  demand(sameSecret(secret, platform.secret), 40125);
}

function checkTicket(call: Call, platform: Platform): void {
  const value = call.body.component_verify_ticket;
  const ticket = platform.tickets.find((one) => one.value === value);
  demand(ticket, 61006);
  demand(ticket.expiresAt > call.now, 61005);
}
