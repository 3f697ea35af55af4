import type { Env } from "./env.ts";

export interface PolicyInput {
  nonce: string;
  development: boolean;
  /** Origins whose pictures are shown. */
  pictures: readonly string[];
  /** Origins that may be framed: the simulated phone's, in demo mode. */
  frames: readonly string[];
  /** Whether our own pages may frame this one: the merchant's pages inside the simulated phone, in demo mode. */
  framed: boolean;
}

// SHA-256 of styles that libraries insert without our nonce: sonner's sheet, and the empty one it starts as.
const insertedStyles = [
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
];

/**
 * The pages' Content-Security-Policy. `style-src-attr` allows inline: server-drawn `style=""` is blocked
 * otherwise, and an attribute cannot carry a nonce. Development also needs eval and injected styles.
 */
export function contentSecurityPolicy({ nonce, development, pictures, frames, framed }: PolicyInput): string {
  const list = (...values: string[]) => values.join(" ");
  return Object.entries({
    "default-src": "'self'",
    "script-src": list("'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])),
    "style-src": development ? "'self' 'unsafe-inline'" : list("'self'", `'nonce-${nonce}'`, ...insertedStyles),
    "style-src-attr": "'unsafe-inline'",
    "img-src": list("'self'", "data:", "blob:", ...pictures),
    "font-src": "'self'",
    "connect-src": development ? "'self' ws:" : "'self'",
    "frame-src": frames.length > 0 ? list(...frames) : "'none'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": framed ? "'self'" : "'none'",
  })
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** Where WeChat keeps pictures; in demo mode the simulator's origin too. */
export function pictureOrigins(env: Pick<Env, "demo" | "wechatMpUrl">): string[] {
  const wechat = ["https://wx.qlogo.cn", "https://mmbiz.qpic.cn", "http://wx.qlogo.cn", "http://mmbiz.qpic.cn"];
  return env.demo ? [...wechat, new URL(env.wechatMpUrl).origin] : wechat;
}

/** Headers of every answer, whatever it is; `framed` as in the policy. */
export function securityHeaders(https: boolean, framed: boolean): [string, string][] {
  return [
    ["x-content-type-options", "nosniff"],
    ["referrer-policy", "same-origin"],
    ["x-frame-options", framed ? "SAMEORIGIN" : "DENY"],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ["permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
    ...(https ? ([["strict-transport-security", "max-age=31536000; includeSubDomains"]] as [string, string][]) : []),
  ];
}
