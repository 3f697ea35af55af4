import type { OpenApiDocument } from "./openapi.ts";

interface Operation {
  operationId?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>;
  "x-permission"?: string;
  "x-roles"?: string[];
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function schemaBlock(title: string, schema: unknown): string {
  if (schema === undefined) return "";
  const json = escapeHtml(JSON.stringify(schema, null, 2));
  return `<details><summary>${escapeHtml(title)}</summary><pre tabindex="0"><code>${json}</code></pre></details>`;
}

function jsonOf(content: Record<string, { schema?: unknown }> | undefined): unknown {
  return content?.["application/json"]?.schema;
}

function operationBlock(method: string, path: string, operation: Operation): string {
  const id = operation.operationId ?? `${method} ${path}`;
  const rows = (operation.parameters ?? [])
    .map(
      (parameter) =>
        `<tr><th scope="row"><code>${escapeHtml(parameter.name)}</code></th><td>${escapeHtml(parameter.in)}${
          parameter.required ? ", required" : ""
        }</td><td><code>${escapeHtml(JSON.stringify(parameter.schema ?? {}))}</code></td></tr>`,
    )
    .join("");
  const answers = Object.entries(operation.responses ?? {})
    .map(([status, answer]) => schemaBlock(`Answer ${status}`, jsonOf(answer.content)))
    .join("");
  const permission = operation["x-permission"] ?? "";
  const roles = operation["x-roles"]?.join(", ") ?? "";
  return `<section aria-labelledby="${escapeHtml(id)}"><h3 id="${escapeHtml(id)}"><span class="method">${escapeHtml(
    method.toUpperCase(),
  )}</span> <code>/api${escapeHtml(path)}</code></h3>
<p>${escapeHtml(id)} · ${permission === "public" ? "needs no session" : `needs <code>${escapeHtml(permission)}</code> (${escapeHtml(roles)})`}</p>
${rows ? `<table><thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Schema</th></tr></thead><tbody>${rows}</tbody></table>` : ""}
${schemaBlock("Body", jsonOf(operation.requestBody?.content))}${answers}</section>`;
}

/** The API as one page to read: no script, nothing from elsewhere. */
export function referencePage(document: OpenApiDocument): string {
  const groups = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(document.paths ?? {}))
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      const tag = operation.tags?.[0] ?? "other";
      groups.set(tag, [...(groups.get(tag) ?? []), operationBlock(method, path, operation)]);
    }
  const nav = [...groups.keys()].map((tag) => `<li><a href="#group-${escapeHtml(tag)}">${escapeHtml(tag)}</a></li>`);
  const body = [...groups].map(
    ([tag, blocks]) =>
      `<section aria-labelledby="group-${escapeHtml(tag)}"><h2 id="group-${escapeHtml(tag)}">${escapeHtml(tag)}</h2>${blocks.join("")}</section>`,
  );
  const { title, description } = document.info;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} API</title><link rel="stylesheet" href="/api/reference.css"></head>
<body><header><h1>${escapeHtml(title)} API</h1><p>${escapeHtml(description ?? "")}</p>
<p><a href="/api/openapi.json">openapi.json</a> (OpenAPI ${escapeHtml(document.openapi)}) · <a href="/">Console</a></p></header>
<nav aria-label="Groups"><ul>${nav.join("")}</ul></nav><main>${body.join("")}</main></body></html>`;
}

/** Its style sheet: served by itself, since the content policy allows no inline styles. */
export const referenceStyle = `
:root { color-scheme: light dark; --ink: #1d1a16; --ink-2: #5d564d; --paper: #faf8f4; --line: #ddd6ca; --bronze: #7a5210; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece7df; --ink-2: #b3aa9d; --paper: #171512; --line: #39342c; --bronze: #d9a860; } }
body { margin: 0 auto; padding: 24px; max-width: 960px; font: 14px/22px Inter, "PingFang SC", "Noto Sans CJK SC", system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 20px; line-height: 28px; margin: 0; } h2 { margin: 40px 0 8px; font-size: 17px; border-bottom: 1px solid var(--line); padding-bottom: 8px; }
h3 { margin: 24px 0 0; font-size: 14px; } p { margin: 4px 0; color: var(--ink-2); max-width: 68ch; } a { color: var(--bronze); }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 2px solid var(--bronze); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0; list-style: none; } code { font: 13px/20px "Geist Mono", ui-monospace, monospace; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 56px; color: var(--bronze); } table { border-collapse: collapse; margin: 8px 0; width: 100%; }
th, td { border-top: 1px solid var(--line); padding: 4px 12px 4px 0; text-align: left; vertical-align: top; font-weight: 400; }
pre { overflow: auto; max-height: 400px; padding: 12px; border: 1px solid var(--line); border-radius: 6px; } summary { cursor: pointer; }
`;
