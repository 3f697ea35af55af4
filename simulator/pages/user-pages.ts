import { pagesOf } from "../code-package.ts";
import { makeLoginCode } from "../endpoints/login.ts";
import { nickNameOf } from "../identity.ts";
import type { Account } from "../model.ts";
import { hash32 } from "../random.ts";
import { miniProgramOf } from "../seed/mini-program.ts";
import { platformOf } from "../world.ts";
import { html } from "./html.ts";
import { sendPage, sendRedirect } from "./page.ts";
import type { PageRequest } from "./serve-page.ts";
import { languageOf, wordsOf } from "./words.ts";

const MAX_STATE_BYTES = 128;

/**
 * `GET /connect/oauth2/authorize` (wire H): snsapi_base goes straight back with a code;
 * snsapi_userinfo asks first. `answer=allow|refuse` is the button, `user=` picks the user.
 */
export function oauthPage({ world, request, response, url }: PageRequest): void {
  const query = url.searchParams;
  const words = wordsOf(languageOf(query, request.headers["accept-language"]));
  const account = world.byAppid.get(query.get("appid") ?? "");
  const platform = platformOf(world, query.get("component_appid"));
  const redirectUri = query.get("redirect_uri") ?? "";
  const state = query.get("state") ?? "";
  const scope = query.get("scope") ?? "";
  const wrong =
    account?.kind !== "official_account"
      ? "appid"
      : !platform?.grants.has(account.appid)
        ? "component_appid"
        : !/^https?:\/\//.test(redirectUri) || !URL.canParse(redirectUri)
          ? "redirect_uri"
          : query.get("response_type") !== "code"
            ? "response_type"
            : !/^snsapi_(base|userinfo)$/.test(scope)
              ? "scope"
              : Buffer.byteLength(state) > MAX_STATE_BYTES
                ? "state"
                : null;
  const language = languageOf(query, request.headers["accept-language"]);
  if (wrong || !account) {
    const body = html`<div class="phone"><main><h1>${words.stop}</h1><p>${wrong}</p></main></div>`;
    sendPage(response, { language, title: words.stop, body, status: 400 });
    return;
  }
  const answer = query.get("answer");
  if (scope === "snsapi_userinfo" && !answer) {
    const link = (value: string) => `?${new URLSearchParams([...query, ["answer", value]])}`;
    const title = words.oauthTitle(nickNameOf(world, account));
    sendPage(response, {
      language,
      title,
      body: html`<div class="phone"><main><h1>${title}</h1><p>${words.oauthText}</p>
<div class="actions"><a class="button" href="${link("allow")}">${words.oauthAllow}</a>
<a class="button quiet" href="${link("refuse")}">${words.oauthRefuse}</a></div></main></div>`,
    });
    return;
  }
  sendRedirect(response, 302, backTo(redirectUri, state, account, codeFor(answer)));

  function codeFor(given: string | null): string | null {
    if (given === "refuse") return null;
    const user = Number(query.get("user") ?? 0) || 0;
    return makeLoginCode(world, account as Account, "oauth_code", user, scope);
  }
}

function backTo(redirectUri: string, state: string, account: Account, code: string | null): string {
  const target = new URL(redirectUri);
  if (code) target.searchParams.set("code", code);
  target.searchParams.set("state", state);
  target.searchParams.set("appid", account.appid);
  return target.href;
}

/** `GET /_sim/trial?appid=&path=`: what scanning the trial version's QR code shows. */
export function trialPage({ world, request, response, url }: PageRequest): void {
  const language = languageOf(url.searchParams, request.headers["accept-language"]);
  const words = wordsOf(language);
  const account = world.byAppid.get(url.searchParams.get("appid") ?? "");
  const version = account && miniProgramOf(world, account, "peek").committed;
  if (!account || !version) {
    const body = html`<div class="phone"><main><h1>${words.trialTitle}</h1><p>${words.gone}</p></main></div>`;
    sendPage(response, { language, title: words.trialTitle, body, status: 404 });
    return;
  }
  const page = url.searchParams.get("path") || (pagesOf(version.code)[0] ?? "");
  const name = nickNameOf(world, account);
  sendPage(response, {
    language,
    title: `${name} ${words.trialTitle}`,
    body: html`<div class="phone"><main>
<div class="who"><img src="/_sim/logo/${account.appid}.svg" alt=""><div><strong>${name}</strong><small>${words.trialTitle} ${version.userVersion}</small></div></div>
<h1>${version.userDesc || version.userVersion}</h1>
<p>${page} · #${hash32(version.extJson).toString(16)}</p>
</main></div>`,
  });
}
