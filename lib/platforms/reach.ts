import { BlockList, isIP } from "node:net";
import type { Platform } from "./contract.ts";

const privateRanges = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  privateRanges.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  privateRanges.addSubnet(net, bits, "ipv6");

/** What would keep WeChat from calling this address: it uses ports 80 and 443 (wechat-wire.md §A.1). Pure. */
export function reachOf(publicUrl: string): Platform["reach"] {
  const { protocol, hostname, port } = new URL(publicUrl);
  if (isPrivate(hostname.replace(/^\[|\]$/g, ""))) return "private";
  if (port !== "" && port !== "80" && port !== "443") return "port";
  return protocol === "https:" ? "public" : "plain_http";
}

function isPrivate(host: string): boolean {
  const kind = isIP(host);
  if (kind !== 0) return privateRanges.check(host, kind === 4 ? "ipv4" : "ipv6");
  return !host.includes(".") || /\.(?:localhost|local|internal|lan|test)$/i.test(host);
}
