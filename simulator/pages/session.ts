import { usablePreAuthCode } from "../codes.ts";
import type { Account, Platform, PreAuthCode } from "../model.ts";
import { Obstructed } from "../obstacle.ts";
import { isSetOf } from "../permission-sets.ts";
import { hex } from "../random.ts";
import { platformOf, type World } from "../world.ts";

/** One opening of WeChat's authorization page, PC or H5. */
export interface PhoneSession {
  readonly id: string;
  readonly platform: Platform;
  readonly preAuthCode: string;
  readonly redirectUri: string | null;
  /** 1 Official Accounts, 2 Mini Programs, 3 and 6 both, 4, 5 and 8 kinds that do not exist here (wire C). */
  readonly authType: number;
  readonly bizAppid: string | null;
  /** Permission sets asked for; null: the platform's published ones. */
  readonly funcIds: readonly number[] | null;
  /** Only the H5 page sends the phone itself to redirect_uri. */
  readonly via: "pc" | "h5";
  status: "waiting" | "scanned" | "confirmed" | "refused";
  redirect: string | null;
}

const KEPT = 5_000;
/** auth_type of promoters, channels and shop talents. */
const OTHER_KINDS: readonly number[] = [4, 5, 8];

/** Opens a session from the query of an authorization page, or throws the obstacle. */
export function openSession(world: World, via: PhoneSession["via"], query: URLSearchParams): PhoneSession {
  const platform = platformOf(world, query.get("component_appid"));
  if (!platform) throw new Obstructed("no_platform");
  if (!platform.published && platform.testAppids.length === 0) throw new Obstructed("unpublished");
  const code = usablePreAuthCode(world, platform, query.get("pre_auth_code") ?? "");
  const bizAppid = query.get("biz_appid") || null;
  if (bizAppid && !world.byAppid.has(bizAppid)) {
    throw new Obstructed("no_account");
  }
  const redirectUri = safeRedirect(query.get("redirect_uri"));
  code.redirectUri = redirectUri ?? code.redirectUri;
  const session: PhoneSession = {
    id: hex(24, world.seed, "session", world.sequence++),
    platform,
    preAuthCode: code.value,
    redirectUri,
    authType: Number(query.get("auth_type") ?? 3),
    bizAppid,
    funcIds: idList(query.get("category_id_list")),
    via,
    status: "waiting",
    redirect: null,
  };
  world.sessions.set(session.id, session);
  if (world.sessions.size > KEPT) {
    const oldest = world.sessions.keys().next().value;
    if (oldest !== undefined) world.sessions.delete(oldest);
  }
  return session;
}

/** The session's code while it can still be used; throws the obstacle otherwise. */
export function sessionCode(world: World, session: PhoneSession): PreAuthCode {
  return usablePreAuthCode(world, session.platform, session.preAuthCode);
}

/** Whether the page lets this account be chosen; auth_type gives way to biz_appid. */
export function isOffered(session: PhoneSession, account: Account): boolean {
  if (session.bizAppid) return session.bizAppid === account.appid;
  if (OTHER_KINDS.includes(session.authType)) return false;
  if (session.authType === 1) return account.kind === "official_account";
  if (session.authType === 2) return account.kind === "mini_program";
  return true;
}

/** Sets that the page asks this account for. */
export function askedSets(session: PhoneSession, account: Account): readonly number[] {
  const asked = session.platform.funcIds.filter((id) => session.funcIds === null || session.funcIds.includes(id));
  return asked.filter((id) => isSetOf(account.kind, id));
}

function idList(text: string | null): readonly number[] | null {
  if (!text) return null;
  const ids = text.split("|").map(Number).filter(Number.isInteger);
  return ids.length > 0 ? ids : null;
}

function safeRedirect(text: string | null): string | null {
  if (!text || !URL.canParse(text)) return null;
  return /^https?:$/.test(new URL(text).protocol) ? text : null;
}
