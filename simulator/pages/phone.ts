import { holderOf } from "../grants.ts";
import { headImageOf, nickNameOf, principalNameOf } from "../identity.ts";
import type { Account } from "../model.ts";
import type { Obstacle } from "../obstacle.ts";
import { permissionSet } from "../permission-sets.ts";
import type { World } from "../world.ts";
import { type Html, html } from "./html.ts";
import type { Page } from "./page.ts";
import { findAccounts } from "./search.ts";
import { askedSets, type PhoneSession } from "./session.ts";
import { type Language, type Words, wordsOf } from "./words.ts";

const PAGE = 12;
const FIRST_SETS = 5;
const SIGNALS = html`<svg width="46" height="13" viewBox="0 0 46 13" fill="currentColor"><rect y="8" width="3" height="5" rx="1"/><rect x="5" y="5" width="3" height="8" rx="1"/><rect x="10" y="2.5" width="3" height="10.500" rx="1"/><rect x="15" width="3" height="13" rx="1"/><rect x="24.500" y="1" width="18" height="11" rx="3" fill="none" stroke="currentColor"/><rect x="26.500" y="3" width="11" height="7" rx="1.500"/><rect x="43.800" y="4.500" width="1.500" height="4" rx=".7"/></svg>`;

/** Step 1: which account? */
export function pickPage(world: World, session: PhoneSession, language: Language, query: string, offset: number): Page {
  const words = wordsOf(language);
  const { accounts, more } = findAccounts(world, session, query, offset, PAGE);
  const link = (appid: string) => phoneUrl(session, language, { appid });
  return screen(
    world,
    language,
    words.pickTitle,
    html`
<h1>${words.pickTitle}</h1>
<p>${words.pickLead(session.platform.name)}</p>
<form class="search" method="get" action="/_sim/phone" role="search">
<input type="hidden" name="s" value="${session.id}"><input type="hidden" name="lang" value="${language}">
<input type="search" name="q" value="${query}" aria-label="${words.search}" placeholder="${words.search}" autocomplete="off">
<button type="submit">${words.searchButton}</button>
</form>
${accounts.length === 0 ? html`<p>${words.noneFound}</p>` : null}
<ul class="choices">
${accounts.map(
  (account) => html`<li><a class="choice" href="${link(account.appid)}">
<img src="${headImageOf(world, account)}" alt=""><span><strong>${nickNameOf(world, account)}</strong>
<small>${kindOf(words, account)} · ${principalNameOf(world, account)}</small></span>
${session.platform.grants.has(account.appid) ? html`<em>${words.already}</em>` : null}</a></li>`,
)}
</ul>
${more ? html`<div class="pages"><a class="button quiet" href="${phoneUrl(session, language, { q: query, offset: String(offset + PAGE) })}">${words.more}</a></div>` : null}`,
  );
}

/** Step 2: which permissions, yes or no? */
export function askPage(world: World, session: PhoneSession, language: Language, account: Account): Page {
  const words = wordsOf(language);
  const sets = askedSets(session, account);
  const rows = sets.map((id) => setRow(world, session, words, language, account, id));
  const first = rows.slice(0, FIRST_SETS);
  const others = rows.slice(FIRST_SETS);
  const title = words.askTitle(session.platform.name, kindOf(words, account));
  return screen(
    world,
    language,
    title,
    html`
<div class="who"><img src="${headImageOf(world, account)}" alt="">
<div><strong>${nickNameOf(world, account)}</strong><small>${kindOf(words, account)} · ${principalNameOf(world, account)}</small></div></div>
${session.bizAppid ? null : html`<a class="another" href="${phoneUrl(session, language, {})}">${words.another}</a>`}
<h1>${title}</h1>
<form method="post" action="/_sim/phone/confirm">
<input type="hidden" name="s" value="${session.id}"><input type="hidden" name="lang" value="${language}"><input type="hidden" name="appid" value="${account.appid}">
<fieldset><legend>${words.permissions}</legend>
${first}
${others.length > 0 ? html`<details><summary>${words.others(others.length)}</summary>${others}</details>` : null}
</fieldset>
<p class="promise">${words.promise}</p>
<div class="actions">
<button type="submit" name="action" value="allow">${words.allow}</button>
<button type="submit" name="action" value="refuse" class="quiet">${words.refuse}</button>
</div>
</form>`,
  );
}

/** Step 3: done, refused, or stopped by an obstacle. */
export function outcomePage(
  world: World,
  language: Language,
  outcome:
    | { kind: "done"; platform: string; name: string }
    | { kind: "refused" }
    | { kind: "stopped"; obstacle: Obstacle | "gone" },
): Page {
  const words = wordsOf(language);
  if (outcome.kind === "done") {
    const text = words.doneText(outcome.platform, outcome.name);
    return screen(
      world,
      language,
      words.doneTitle,
      html`<div class="outcome"><div class="mark" aria-hidden="true">✓</div>
<h1>${words.doneTitle}</h1><p>${text}</p><p>${words.doneHint}</p></div>`,
    );
  }
  const title = outcome.kind === "refused" ? words.refusedTitle : words.stop;
  const text =
    outcome.kind === "refused"
      ? words.refusedText
      : outcome.obstacle === "gone"
        ? words.gone
        : words.obstacles[outcome.obstacle];
  return screen(
    world,
    language,
    title,
    html`<div class="outcome"><div class="mark stop" aria-hidden="true">×</div>
<h1>${title}</h1><p>${text}</p></div>`,
  );
}

/** Address of the phone page for a session. */
export function phoneUrl(
  session: PhoneSession,
  language: Language | null,
  more: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams({ s: session.id, ...more });
  if (language) query.set("lang", language);
  return `/_sim/phone?${query}`;
}

function setRow(
  world: World,
  session: PhoneSession,
  words: Words,
  language: Language,
  account: Account,
  id: number,
): Html {
  const set = permissionSet(id);
  const holder = holderOf(world, session.platform, account, id);
  const name = language === "en" ? set?.name_en : set?.name_zh;
  const allows = language === "en" ? set?.allows_en : set?.allows_zh;
  const hint = holder ? words.held(holder.name) : (allows ?? "");
  const state = holder ? html` disabled` : html` checked`;
  return html`<label class="set"><span><b>${name ?? id}</b><small id="set-${id}">${hint}</small></span>
<input type="checkbox" role="switch" name="func_id" value="${id}" aria-describedby="set-${id}" aria-label="${name ?? id}"${state}></label>`;
}

function kindOf(words: Words, account: Account): string {
  return account.kind === "mini_program" ? words.miniProgram : words.officialAccount;
}

function screen(world: World, language: Language, title: string, body: Html): Page {
  const time = new Date(world.clock.now()).toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Asia/Shanghai",
  });
  return {
    language,
    title,
    body: html`<div class="phone">
<div class="status" aria-hidden="true"><span>${time}</span>${SIGNALS}</div>
<header class="bar"><span aria-hidden="true">✕</span><p class="name">${wordsOf(language).title}</p><span aria-hidden="true">⋯</span></header>
<main>${body}</main>
</div>`,
  };
}
