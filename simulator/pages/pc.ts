import qrcode from "qrcode";
import type { World } from "../world.ts";
import { Html, html } from "./html.ts";
import type { Page } from "./page.ts";
import { phoneUrl } from "./phone.ts";
import type { PhoneSession } from "./session.ts";
import { type Language, wordsOf } from "./words.ts";

/** The PC page: a QR code that leads to the phone page, and a watch that follows it. */
export async function pcPage(world: World, session: PhoneSession, language: Language): Promise<Page> {
  const words = wordsOf(language);
  const target = `${world.publicUrl}${phoneUrl(session, null, {})}`;
  const svg = await qrcode.toString(target, { type: "svg", margin: 0 });
  const states = {
    waiting: words.pcWaiting,
    scanned: words.pcScanned,
    confirmed: session.redirectUri ? words.pcConfirmed : words.pcConfirmedStay,
    refused: words.pcRefused,
  };
  return {
    language,
    title: words.pcTitle,
    body: html`<main class="pc">
<h1>${words.pcTitle}</h1>
<p>${words.pcLead(session.platform.name)}</p>
<div class="qr" role="img" aria-label="${words.pcQr}">${new Html(svg)}</div>
<p class="state" role="status" id="state">${states[session.status]}</p>
<p><a href="${target}&lang=${language}" target="_blank" rel="noopener">${words.pcPhone}</a></p>
</main>`,
    script: watchScript(session.id, states),
  };
}

/** Asks once a second how far the phone is, and follows the redirect. */
function watchScript(id: string, states: Readonly<Record<string, string>>) {
  const json = (value: unknown) => JSON.stringify(value).replaceAll("<", "\\u003c");
  return `
const states = ${json(states)}, line = document.getElementById("state");
async function watch() {
	try {
		const answer = await (await fetch(${json(`/_sim/phone/state?s=${id}`)})).json();
		if (line.textContent !== states[answer.status]) line.textContent = states[answer.status];
		if (answer.redirect) return location.assign(answer.redirect);
		if (answer.status === "confirmed" || answer.status === "refused") return;
	} catch {}
	setTimeout(watch, 1000);
}
watch();`;
}
