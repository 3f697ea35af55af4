import { expect, it } from "vitest";
import { contentSecurityPolicy, pictureOrigins, securityHeaders } from "./browser-policy.ts";

const wechatMpUrl = "http://127.0.0.1:4100";
const production = {
  nonce: "N",
  development: false,
  pictures: pictureOrigins({ demo: false, wechatMpUrl }),
  frames: [],
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

it("the simulator's pictures are allowed in the demo only", () => {
  expect(pictureOrigins({ demo: true, wechatMpUrl })).toContain(wechatMpUrl);
  expect(production.pictures).not.toContain(wechatMpUrl);
});

it("HSTS is sent over https only", () => {
  const names = (https: boolean) => securityHeaders(https).map(([name]) => name);
  expect(names(true)).toContain("strict-transport-security");
  expect(names(false)).not.toContain("strict-transport-security");
  expect(names(false)).toEqual(
    expect.arrayContaining(["x-content-type-options", "referrer-policy", "permissions-policy"]),
  );
});
