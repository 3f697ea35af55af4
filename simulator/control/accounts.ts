import { authorizeAccount, revokeAccount } from "../grants.ts";
import { nickNameOf, principalNameOf } from "../identity.ts";
import type { Account, Platform } from "../model.ts";
import { Obstructed } from "../obstacle.ts";
import { platformOf, type World } from "../world.ts";
import { ControlError, type ControlHandler } from "./control.ts";

const MAX_LIST = 10_000;

/** `GET /_sim/accounts?limit=&offset=` and, to find one, `&appid=`, `&kind=`, `&authorized=`. */
export const listAccounts: ControlHandler = ({ world, url }) => {
  const query = url.searchParams;
  checkOneOf(query, "kind", ["official_account", "mini_program"]);
  checkOneOf(query, "authorized", ["true", "false"]);
  const limit = Math.min(numberOf(query.get("limit"), 100), MAX_LIST);
  const offset = numberOf(query.get("offset"), 0);
  const appid = query.get("appid");
  const kind = query.get("kind");
  const authorized = query.get("authorized");
  const one = appid ? world.byAppid.get(appid) : undefined;
  const among = appid ? (one ? [one] : []) : world.accounts;
  const chosen =
    kind || authorized
      ? among.filter(
          (account) =>
            (!kind || account.kind === kind) && (!authorized || isGranted(world, account) === (authorized === "true")),
        )
      : among;
  return {
    total: chosen.length,
    accounts: chosen.slice(offset, offset + limit).map((account) => accountShape(world, account)),
  };
};

function isGranted(world: World, account: Account): boolean {
  return world.platforms.some(({ grants }) => grants.has(account.appid));
}

function accountShape(world: World, account: Account) {
  return {
    appid: account.appid,
    user_name: account.userName,
    kind: account.kind,
    nick_name: nickNameOf(world, account),
    principal_name: principalNameOf(world, account),
    open_appid: account.openAppid,
    grants: world.platforms.flatMap((platform) => {
      const grant = platform.grants.get(account.appid);
      return grant ? [{ component_appid: platform.appid, func_ids: grant.funcIds }] : [];
    }),
  };
}

/** `POST /_sim/accounts/{appid}/authorize`: what the phone page does, pushes included. */
export const authorize: ControlHandler = ({ world, id, body }) => {
  const account = accountOf(world, id);
  const platform = platformIn(world, body);
  const { pre_auth_code: code, func_ids: ids } = body;
  if (typeof code !== "string") {
    throw new ControlError(400, "pre_auth_code is missing");
  }
  if (ids !== undefined && !isIdList(ids)) {
    throw new ControlError(400, "func_ids must be a list of numbers");
  }
  try {
    const done = authorizeAccount(world, platform, account, code, ids ?? null);
    return {
      authorization_code: done.authorizationCode,
      redirect: done.redirect,
    };
  } catch (error) {
    if (error instanceof Obstructed) {
      throw new ControlError(409, error.obstacle);
    }
    throw error;
  }
};

/** `POST /_sim/accounts/{appid}/revoke`: what the merchant does in mp.weixin.qq.com. */
export const revoke: ControlHandler = ({ world, id, body }) => {
  const account = accountOf(world, id);
  if (!revokeAccount(world, platformIn(world, body), account)) {
    throw new ControlError(409, "the account is not authorized");
  }
  return {};
};

/** The account with this appid, or 404. */
export function accountOf(world: World, appid: string): Account {
  const account = world.byAppid.get(appid);
  if (!account) throw new ControlError(404, "no such account");
  return account;
}

/** The platform named by `component_appid`; 400 when none is named, 404 when there is none such. */
export function platformIn(world: World, body: Readonly<Record<string, unknown>>): Platform {
  if (typeof body.component_appid !== "string") throw new ControlError(400, "component_appid is missing");
  const platform = platformOf(world, body.component_appid);
  if (!platform) throw new ControlError(404, "no such component_appid");
  return platform;
}

function checkOneOf(query: URLSearchParams, name: string, allowed: readonly string[]): void {
  const value = query.get(name);
  if (value && !allowed.includes(value)) {
    throw new ControlError(400, `${name} must be one of ${allowed.join(", ")}`);
  }
}

function isIdList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(Number.isInteger);
}

function numberOf(text: string | null, absent: number): number {
  const value = text === null || text === "" ? absent : Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw new ControlError(400, "limit and offset are whole numbers");
  }
  return value;
}
