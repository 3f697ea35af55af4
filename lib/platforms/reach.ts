import { isIP } from "node:net";
import type { Platform } from "./contract.ts";

/** What would keep WeChat from calling this address: it uses ports 80 and 443 (wechat-wire.md §A.1). Pure. */
export function reachOf(publicUrl: string): Platform["reach"] {
  const { protocol, hostname, port } = new URL(publicUrl);
  if (isPrivate(hostname.replace(/^\[|\]$/g, ""))) return "private";
  if (port !== "" && port !== "80" && port !== "443") return "port";
  return protocol === "https:" ? "public" : "plain_http";
}

function isPrivate(host: string): boolean {
  const kind = isIP(host);
  if (kind === 4) {
    const [a = 0, b = 0] = host.split(".").map(Number);
    const isCarrier = a === 100 && b >= 64 && b < 128;
    return a === 0 || a === 10 || a === 127 || isCarrier || is192(a, b) || (a === 172 && b >= 16 && b < 32);
  }
  if (kind === 6) return host === "::" || host === "::1" || /^f[cd]|^fe[89ab]/i.test(host);
  return !host.includes(".") || /\.(?:localhost|local|internal|lan|test)$/i.test(host);
}

function is192(a: number, b: number): boolean {
  return (a === 192 && b === 168) || (a === 169 && b === 254);
}
