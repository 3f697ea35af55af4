import { type Call, type Endpoint, ok } from "../call.ts";
import { profileOf } from "../identity.ts";
import type { OpenAccount } from "../model.ts";
import { hex } from "../random.ts";
import { demand, refuse } from "../refusal.ts";
import type { World } from "../world.ts";
import { textField } from "./fields.ts";

/** Accounts that an API-made, unverified open account may hold. */
const MAX_UNVERIFIED = 5;
const MAX_VERIFIED = 100;
/** service_type_info.id of a trial Mini Program, which cannot create an open account. */
const TRIAL = 12;
const MANAGE = [24, 25];
const READ = [3, 30];
const missingSet = (world: World) => world.settings.openSetMissingErrcode;

/** Binding to open-platform accounts, which decides the UnionID (wire D). */
export const openAccountEndpoints: readonly Endpoint[] = [
  {
    path: "/cgi-bin/open/create",
    methods: ["POST"],
    token: "account",
    sets: MANAGE,
    missingSet,
    body: "optional",
    handle(call) {
      checkAppid(call);
      const { world, account } = call;
      demand(account.openAppid === null, 89000);
      demand(profileOf(world, account).serviceType !== TRIAL, 48001);
      const open: OpenAccount = {
        openAppid: `wx${hex(16, world.seed, "made", world.sequence++)}`,
        principal: account.principal,
        createdByApi: true,
        verified: false,
        members: new Set([account.appid]),
      };
      world.opens.set(open.openAppid, open);
      account.openAppid = open.openAppid;
      return ok({ open_appid: open.openAppid });
    },
  },
  {
    path: "/cgi-bin/open/bind",
    methods: ["POST"],
    token: "account",
    sets: MANAGE,
    missingSet,
    body: "required",
    handle(call) {
      checkAppid(call);
      const { account } = call;
      demand(account.openAppid === null, 89000);
      const open = openIn(call);
      demand(open.principal === account.principal, 89001);
      demand(open.createdByApi || open.verified, 89036);
      const limit = open.verified ? MAX_VERIFIED : MAX_UNVERIFIED;
      demand(open.members.size < limit, 89004);
      open.members.add(account.appid);
      account.openAppid = open.openAppid;
      return ok();
    },
  },
  {
    path: "/cgi-bin/open/unbind",
    methods: ["POST"],
    token: "account",
    sets: MANAGE,
    missingSet,
    body: "required",
    handle(call) {
      checkAppid(call);
      const { account } = call;
      const open = openIn(call);
      demand(open.createdByApi, 89003);
      demand(open.principal === account.principal, 89001);
      demand(account.openAppid === open.openAppid, 89002);
      open.members.delete(account.appid);
      account.openAppid = null;
      return ok();
    },
  },
  {
    path: "/cgi-bin/open/get",
    methods: ["POST"],
    token: "account",
    sets: MANAGE,
    missingSet,
    body: "optional",
    handle(call) {
      checkAppid(call);
      const { openAppid } = call.account;
      demand(openAppid, 89002);
      return ok({ open_appid: openAppid });
    },
  },
  {
    path: "/cgi-bin/open/have",
    methods: ["GET", "POST"],
    token: "account",
    sets: READ,
    missingSet,
    body: "optional",
    handle: ({ account }) => ok({ have_open: account.openAppid !== null }),
  },
  {
    path: "/cgi-bin/open/sameentity",
    methods: ["GET", "POST"],
    token: "account",
    sets: READ,
    missingSet,
    body: "optional",
    handle(call) {
      const { world, account } = call;
      const open = world.opens.get(account.openAppid ?? "");
      demand(open, 89002);
      return ok({ same_entity: open.principal === account.principal });
    },
  },
];

/** `appid`, if sent, must be the token's own account. */
function checkAppid(call: Call): void {
  const { appid } = call.body;
  if (appid !== undefined && appid !== null && appid !== "") {
    demand(appid === call.account.appid, 40013);
  }
}

function openIn(call: Call): OpenAccount {
  const openAppid = textField(call.body, "open_appid", 40013);
  return call.world.opens.get(openAppid) ?? refuse(40013);
}
