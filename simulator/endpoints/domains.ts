import { monthOf } from "../calendar.ts";
import { type Call, type Endpoint, type Json, ok } from "../call.ts";
import { copyDomains } from "../domains-in-effect.ts";
import { DOMAIN_KINDS, type DomainKind, type DomainLists, type MiniProgram } from "../mini-program-model.ts";
import { demand, refuse } from "../refusal.ts";
import { DEVELOPMENT, programOf } from "./code.ts";
import { isRecord, textList } from "./fields.ts";

const MAX_DOMAINS = 200;
const MAX_PREFETCH = 5;
const CHANGES_A_MONTH = 50;
const SCHEMES: Readonly<Record<DomainKind, string>> = {
  requestdomain: "https://",
  wsrequestdomain: "wss://",
  uploaddomain: "https://",
  downloaddomain: "https://",
  udpdomain: "udp://",
  tcpdomain: "tcp://",
};
const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i;
/** Names under these are never filed with the ICP. */
const UNFILED = /\.(test|local|invalid|example|localhost)$/i;

/** Server domains of one Mini Program (wire G.1). */
export const domainEndpoints: readonly Endpoint[] = [
  {
    ...DEVELOPMENT,
    path: "/wxa/modify_domain",
    methods: ["POST"],
    body: "required",
    handle: (call) => modifyServer(call, "third"),
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/modify_domain_directly",
    methods: ["POST"],
    body: "required",
    handle: (call) => modifyServer(call, "direct"),
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/get_effective_domain",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const { mp, third, direct, directInEffect } = programOf(call, "peek").domains;
      const effective = Object.fromEntries(
        DOMAIN_KINDS.map((kind) => [kind, unique(mp[kind], third[kind], directInEffect[kind])]),
      );
      return ok({ mp_domain: mp, third_domain: third, direct_domain: direct, effective_domain: effective });
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/get_prefetchdnsdomain",
    methods: ["GET"],
    handle: (call) => ok({ prefetch_dns_domain: programOf(call, "peek").prefetch, size_limit: MAX_PREFETCH }),
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/set_prefetchdnsdomain",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const wanted = call.body.prefetch_dns_domain;
      demand(Array.isArray(wanted) && wanted.every(isRecord), 47001);
      demand(wanted.length <= MAX_PREFETCH, 85016);
      const urls = wanted.map((one) => String(one.url ?? ""));
      demand(
        urls.every((url) => HOST.test(url.replace(/^\/\//, ""))),
        40097,
      );
      programOf(call).prefetch = urls.map((url) => ({ url, status: 0 }));
      return ok();
    },
  },
];

/** The lists as one, without repeats. */
export function unique(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

function modifyServer(call: Call, style: "third" | "direct"): Json {
  const { action } = call.body;
  const purpose = action === "get" ? "peek" : "keep";
  const program = programOf(call, purpose);
  const lists = program.domains[style];
  const answer = (more: Json = {}) => ok({ ...copyDomains(lists), ...more });
  if (action === "get") return answer();
  demand(action === "add" || action === "delete" || action === "set", 85022);
  const sorted = sortOut(call, style);
  const next = copyDomains(lists);
  for (const kind of DOMAIN_KINDS) {
    const good = sorted.good[kind];
    if (action === "set") next[kind] = unique(good);
    if (action === "add") next[kind] = unique(lists[kind], good);
    if (action === "delete") next[kind] = lists[kind].filter((one) => !good.includes(one));
    demand(next[kind].length <= MAX_DOMAINS, 85016);
  }
  const changed = DOMAIN_KINDS.some((kind) => next[kind].join() !== lists[kind].join());
  if (!changed) refuse(sorted.malformed ? 85301 : sorted.unregistered ? 85018 : 85017);
  countChange(call, program);
  Object.assign(lists, next);
  return answer({
    ...Object.fromEntries(DOMAIN_KINDS.map((kind) => [`invalid_${kind}`, sorted.bad[kind]])),
    no_icp_domain: sorted.unfiled,
  });
}

/** Splits the asked domains into usable, invalid and unfiled ones. */
function sortOut(call: Call, style: "third" | "direct") {
  const good = {} as DomainLists;
  const bad = {} as DomainLists;
  const unfiled: string[] = [];
  let malformed = false;
  let unregistered = false;
  const registered = [...call.platform.domains.publishedServer, ...call.platform.domains.testingServer];
  for (const kind of DOMAIN_KINDS) {
    good[kind] = [];
    bad[kind] = [];
    if (call.body.action === "delete") {
      // What is there may go, whatever became of its registration.
      good[kind] = domainsIn(call.body, kind);
      continue;
    }
    for (const domain of domainsIn(call.body, kind)) {
      const host = hostOf(domain, SCHEMES[kind]);
      if (!host) {
        malformed = true;
        bad[kind].push(domain);
      } else if (UNFILED.test(host)) unfiled.push(domain);
      else if (style === "third" && !isUnder(host, registered)) {
        unregistered = true;
        bad[kind].push(domain);
      } else good[kind].push(domain);
    }
  }
  return { good, bad, unfiled, malformed, unregistered };
}

/** A list of domains; older pages and some clients write one domain as a plain text. */
export function domainsIn(body: Json, name: string): string[] {
  const value = body[name];
  return typeof value === "string" ? value.split(";").filter((one) => one !== "") : textList(body, name);
}

/** The host of a domain with the right scheme; null for IPs, WeChat's own API and nonsense. */
export function hostOf(domain: string, scheme: string): string | null {
  if (!domain.startsWith(scheme)) return null;
  const host = domain.slice(scheme.length).replace(/:\d{1,5}$/, "");
  if (!HOST.test(host) || host === "api.weixin.qq.com") return null;
  return host;
}

/** Whether the host is one of these or below one. */
export function isUnder(host: string, registered: readonly string[]): boolean {
  return registered.some((one) => host === one || host.endsWith(`.${one}`));
}

/** Counts one change of domains; the fifty-first of a month is refused. */
export function countChange(call: Call, program: MiniProgram): void {
  const month = monthOf(call.now);
  if (program.domainChanges.month !== month) program.domainChanges = { month, count: 0 };
  demand(program.domainChanges.count < CHANGES_A_MONTH, 89030);
  program.domainChanges.count++;
}
