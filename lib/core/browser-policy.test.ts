import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { contentSecurityPolicy, pictureOrigins, securityHeaders } from "./browser-policy.ts";

const wechatMpUrl = "http://127.0.0.1:4100";
const production = {
  nonce: "N",
  development: false,
  pictures: pictureOrigins({ demo: false, wechatMpUrl }),
  frames: [],
  framed: false,
};

function directive(policy: string, name: string): string {
  return policy.split("; ").find((part) => part.startsWith(`${name} `)) ?? "";
}

it("scripts run by nonce only in production", () => {
  const scripts = directive(contentSecurityPolicy(production), "script-src");
  expect(scripts).toBe("script-src 'self' 'nonce-N' 'strict-dynamic'");
});

it("styles need a nonce or a known hash in production; only attributes may be inline", () => {
  const policy = contentSecurityPolicy(production);
  expect(directive(policy, "style-src")).not.toContain("unsafe-inline");
  expect(directive(policy, "style-src")).toContain("'nonce-N'");
  expect(directive(policy, "style-src-attr")).toBe("style-src-attr 'unsafe-inline'");
});

it("nobody may frame the console, and it frames nothing but the demo's simulator", () => {
  expect(directive(contentSecurityPolicy(production), "frame-ancestors")).toBe("frame-ancestors 'none'");
  expect(directive(contentSecurityPolicy(production), "frame-src")).toBe("frame-src 'none'");
  const demo = contentSecurityPolicy({ ...production, frames: [wechatMpUrl] });
  expect(directive(demo, "frame-src")).toBe(`frame-src ${wechatMpUrl}`);
});

it("the merchant's pages may be framed by our own pages only, inside the demo's phone", () => {
  expect(directive(contentSecurityPolicy({ ...production, framed: true }), "frame-ancestors")).toBe(
    "frame-ancestors 'self'",
  );
});

it("the simulator's pictures are allowed in the demo only", () => {
  expect(pictureOrigins({ demo: true, wechatMpUrl })).toContain(wechatMpUrl);
  expect(production.pictures).not.toContain(wechatMpUrl);
});

it("HSTS is sent over https only", () => {
  const names = (https: boolean) => securityHeaders(https, false).map(([name]) => name);
  expect(names(true)).toContain("strict-transport-security");
  expect(names(false)).not.toContain("strict-transport-security");
  expect(names(false)).toEqual(
    expect.arrayContaining(["x-content-type-options", "referrer-policy", "permissions-policy"]),
  );
});

it("knows the style sheet that the installed sonner inserts", () => {
  const source = readFileSync("node_modules/sonner/dist/index.mjs", "utf8");
  const sheet = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(source)?.[1];
  const digest = createHash("sha256")
    .update(JSON.parse(sheet ?? "null"))
    .digest("base64");
  expect(directive(contentSecurityPolicy(production), "style-src")).toContain(`'sha256-${digest}'`);
});
