import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { Html, html } from "./html.ts";
import type { Language } from "./words.ts";

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** Inline script, run with the page's nonce. */
  readonly script?: string;
  readonly status?: number;
}

/** Writes a page with a strict CSP; it may stand in a frame or a popup. */
export function sendPage(response: ServerResponse, page: Page): void {
  const nonce = randomBytes(16).toString("base64");
  const document = html`<!doctype html>
<html lang="${page.language === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<link rel="stylesheet" href="/_sim/style.css">
<link rel="icon" href="data:,">
</head>
<body>
${page.body}
${page.script ? new Html(`<script nonce="${nonce}">${page.script}</script>`) : null}
</body>
</html>
`;
  response.writeHead(page.status ?? 200, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "content-security-policy": [
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      `script-src 'nonce-${nonce}'`,
      "base-uri 'none'",
      "form-action http: https:",
    ].join("; "),
  });
  response.end(document.text);
}

/** Sends the browser on. */
export function sendRedirect(response: ServerResponse, status: 302 | 303, location: string): void {
  response.writeHead(status, { location, "cache-control": "no-store" });
  response.end();
}
