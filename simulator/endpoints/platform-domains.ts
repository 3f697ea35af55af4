import { type Call, type Endpoint, type Json, ok } from "../call.ts";
import type { PlatformDomains } from "../model.ts";
import { demand, refuse } from "../refusal.ts";
import { confirmFile } from "./webview-domains.ts";

const MAX_DOMAINS = 1_000;
const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i;

/** Domains registered on the platform itself, by component token (wire G.1). */
export const platformDomainEndpoints: readonly Endpoint[] = [
  {
    path: "/cgi-bin/component/modify_wxa_server_domain",
    methods: ["POST"],
    token: "component",
    body: "required",
    handle: (call) => modify(call, "wxa_server_domain", "publishedServer", "testingServer"),
  },
  {
    path: "/cgi-bin/component/modify_wxa_jump_domain",
    methods: ["POST"],
    token: "component",
    body: "required",
    handle: (call) => modify(call, "wxa_jump_h5_domain", "publishedJump", "testingJump"),
  },
  {
    path: "/cgi-bin/component/get_domain_confirmfile",
    methods: ["POST"],
    token: "component",
    body: "optional",
    handle: (call) => ok(confirmFile(call, call.platform.appid)),
  },
];

function modify(call: Call, field: string, published: keyof PlatformDomains, testing: keyof PlatformDomains): Json {
  const { domains } = call.platform;
  const { action } = call.body;
  const invalid: string[] = [];
  if (action !== "get") {
    demand(action === "add" || action === "delete" || action === "set", 40097);
    const asked = String(call.body[field] ?? "")
      .split(";")
      .map((one) => one.trim())
      .filter((one) => one !== "");
    demand(asked.length > 0, 40097);
    const good = asked.filter((one) => HOST.test(one));
    invalid.push(...asked.filter((one) => !HOST.test(one)));
    if (good.length === 0) refuse(85017);
    const next = apply(action, domains[testing], good);
    demand(next.length <= MAX_DOMAINS, 85016);
    domains[testing] = next;
    if ([true, "true", 1].includes(call.body.is_modify_published_together as boolean)) {
      domains[published] = apply(action, domains[published], good);
    }
  }
  return ok({
    [`published_${field}`]: domains[published].join(";"),
    [`testing_${field}`]: domains[testing].join(";"),
    [`invalid_${field}`]: invalid.join(";"),
  });
}

function apply(action: unknown, list: readonly string[], good: readonly string[]): string[] {
  if (action === "set") return [...new Set(good)];
  if (action === "add") return [...new Set([...list, ...good])];
  return list.filter((one) => !good.includes(one));
}
