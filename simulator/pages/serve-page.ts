import type { IncomingMessage, ServerResponse } from "node:http";
import qrcode from "qrcode";
import { authorizeAccount } from "../grants.ts";
import { nickNameOf } from "../identity.ts";
import { Obstructed } from "../obstacle.ts";
import type { World } from "../world.ts";
import { logoSvg } from "./logo.ts";
import { sendPage, sendRedirect } from "./page.ts";
import { pcPage } from "./pc.ts";
import { askPage, outcomePage, phoneUrl, pickPage } from "./phone.ts";
import { askedSets, isOffered, openSession, type PhoneSession, sessionCode } from "./session.ts";
import { STYLE } from "./style.ts";
import { oauthPage, trialPage } from "./user-pages.ts";
import { languageOf } from "./words.ts";

export interface PageRequest {
  readonly world: World;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly raw: Buffer;
}

type PageHandler = (page: PageRequest) => void | Promise<void>;

/** Pages by `METHOD path`; pictures are found by prefix. */
export const PAGES: Readonly<Record<string, PageHandler>> = {
  "GET /cgi-bin/componentloginpage": openPc,
  "GET /wxaopen/safe/bindcomponent": openH5,
  "GET /safe/bindcomponent": openH5,
  "GET /connect/oauth2/authorize": oauthPage,
  "GET /_sim/trial": trialPage,
  "GET /_sim/phone": showPhone,
  "POST /_sim/phone/confirm": confirmPhone,
  "GET /_sim/phone/state": tellState,
  "GET /_sim/style.css": ({ response }) => sendText(response, "text/css; charset=utf-8", STYLE),
};

/** Answers a page request with words, also when something stands in the way. */
export async function servePage(handler: PageHandler, page: PageRequest): Promise<void> {
  try {
    await handler(page);
  } catch (error) {
    if (!(error instanceof Obstructed)) throw error;
    const { obstacle } = error;
    sendPage(page.response, {
      ...outcomePage(page.world, language(page), { kind: "stopped", obstacle }),
      status: 400,
    });
  }
}

/** Pictures of an account: `/_sim/logo/{appid}.svg` and `/_sim/qrcode/{appid}.svg`. */
export async function servePicture(page: PageRequest): Promise<void> {
  const { world, response, url } = page;
  const [, what, appid] = /^\/_sim\/(logo|qrcode)\/(\w+)\.svg$/.exec(url.pathname) ?? [];
  const account = world.byAppid.get(appid ?? "");
  if (!account) {
    response.writeHead(404).end();
    return;
  }
  const svg =
    what === "logo"
      ? logoSvg(world, account)
      : await qrcode.toString(`https://weixin.qq.com/r/${account.userName}`, {
          type: "svg",
        });
  sendText(response, "image/svg+xml", svg, {
    "cache-control": "public, max-age=3600",
    "cross-origin-resource-policy": "cross-origin",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  });
}

function language({ url, request }: PageRequest) {
  return languageOf(url.searchParams, request.headers["accept-language"]);
}

async function openPc(page: PageRequest): Promise<void> {
  const session = openSession(page.world, "pc", page.url.searchParams);
  sendPage(page.response, await pcPage(page.world, session, language(page)));
}

function openH5(page: PageRequest): void {
  const session = openSession(page.world, "h5", page.url.searchParams);
  const asked = page.url.searchParams.get("lang");
  const target = phoneUrl(session, asked ? language(page) : null, {});
  sendRedirect(page.response, 302, target);
}

function sessionIn(world: World, id: string | null): PhoneSession | undefined {
  return id ? world.sessions.get(id) : undefined;
}

function showPhone(page: PageRequest): void {
  const { world, response, url } = page;
  const lang = language(page);
  const session = sessionIn(world, url.searchParams.get("s"));
  if (!session) {
    const gone = outcomePage(world, lang, { kind: "stopped", obstacle: "gone" });
    sendPage(response, { ...gone, status: 404 });
    return;
  }
  sessionCode(world, session);
  if (session.status === "waiting") session.status = "scanned";
  const appid = url.searchParams.get("appid") ?? session.bizAppid;
  if (!appid) {
    const query = url.searchParams.get("q") ?? "";
    const offset = Number(url.searchParams.get("offset") ?? 0) || 0;
    sendPage(response, pickPage(world, session, lang, query, offset));
    return;
  }
  const account = chosen(world, session, appid);
  sendPage(response, askPage(world, session, lang, account));
}

function chosen(world: World, session: PhoneSession, appid: string) {
  const account = world.byAppid.get(appid);
  if (!account) throw new Obstructed("no_account");
  if (!isOffered(session, account)) {
    throw new Obstructed(session.bizAppid ? "wrong_account" : "wrong_kind");
  }
  return account;
}

function confirmPhone(page: PageRequest): void {
  const { world, response, raw } = page;
  const form = new URLSearchParams(raw.toString("utf8"));
  const lang = languageOf(form, page.request.headers["accept-language"]);
  page.url.searchParams.set("lang", lang);
  const session = sessionIn(world, form.get("s"));
  if (!session) {
    const gone = outcomePage(world, lang, { kind: "stopped", obstacle: "gone" });
    sendPage(response, { ...gone, status: 404 });
    return;
  }
  if (form.get("action") !== "allow") {
    session.status = "refused";
    sendPage(response, outcomePage(world, lang, { kind: "refused" }));
    return;
  }
  const account = chosen(world, session, form.get("appid") ?? "");
  const asked = askedSets(session, account);
  const ticked = form.getAll("func_id").map(Number);
  const wanted = asked.filter((id) => ticked.includes(id));
  const { platform, preAuthCode } = session;
  const done = authorizeAccount(world, platform, account, preAuthCode, wanted, session.redirectUri);
  session.status = "confirmed";
  if (session.redirectUri) session.redirect = done.redirect;
  if (session.via === "h5" && session.redirect) {
    sendRedirect(response, 303, session.redirect);
    return;
  }
  const name = nickNameOf(world, account);
  sendPage(response, outcomePage(world, lang, { kind: "done", platform: platform.name, name }));
}

function tellState({ world, response, url }: PageRequest): void {
  const session = sessionIn(world, url.searchParams.get("s"));
  const answer = session
    ? {
        status: session.status,
        redirect: session.via === "pc" ? session.redirect : null,
      }
    : { status: "refused", redirect: null };
  sendText(response, "application/json", JSON.stringify(answer), {
    "cache-control": "no-store",
  });
}

function sendText(
  response: ServerResponse,
  type: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(200, {
    "content-type": type,
    "content-length": Buffer.byteLength(text),
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(text);
}
