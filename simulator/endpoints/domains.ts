import { monthOf } from "../calendar.ts";
import { type Call, type Endpoint, type Json, ok } from "../call.ts";
import { DOMAIN_KINDS, type DomainKind, type DomainLists, type MiniProgram } from "../model.ts";
import { hex } from "../random.ts";
import { demand, refuse } from "../refusal.ts";
import { profileAt } from "../seed/profile.ts";
import { DEVELOPMENT, programOf } from "./code.ts";
import { isRecord, textList } from "./fields.ts";

const MAX_DOMAINS = 200;
const MAX_WEBVIEW = 300;
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

/** Server and web-view domains of one Mini Program (wire G.1). */
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
    path: "/wxa/setwebviewdomain",
    methods: ["POST"],
    body: "required",
    handle: (call) => modifyWebview(call, "third"),
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/setwebviewdomain_directly",
    methods: ["POST"],
    body: "required",
    handle: (call) => modifyWebview(call, "direct"),
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/get_webviewdomain_confirmfile",
    methods: ["POST"],
    body: "required",
    handle: (call) => ok(confirmFile(call, call.account.appid)),
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/get_effective_domain",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const { mp, third, direct } = programOf(call, "peek").domains;
      const effective = Object.fromEntries(
        DOMAIN_KINDS.map((kind) => [kind, unique(mp[kind], third[kind], direct[kind])]),
      );
      return ok({ mp_domain: mp, third_domain: third, direct_domain: direct, effective_domain: effective });
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/get_effective_webviewdomain",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const { mp, third, direct } = programOf(call, "peek").webview;
      return ok({
        mp_webviewdomain: mp,
        third_webviewdomain: third,
        direct_webviewdomain: direct,
        effective_webviewdomain: unique(mp, third, direct),
      });
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

/** `file_name` and `file_content` to put on a domain's root. */
export function confirmFile(call: Call, owner: string): Json {
  const key = hex(10, call.world.seed, "confirm", owner);
  return { file_name: `${key}.txt`, file_content: hex(32, call.world.seed, "content", owner) };
}

function unique(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

function modifyServer(call: Call, style: "third" | "direct"): Json {
  const action = call.body.action ?? "set";
  const purpose = action === "get" ? "peek" : "keep";
  const program = programOf(call, purpose);
  const lists = program.domains[style];
  const answer = (more: Json = {}) => ok({ ...copyOf(lists), ...more });
  if (action === "get") return answer();
  demand(action === "add" || action === "delete" || action === "set", 85022);
  countChange(call, program);
  const sorted = sortOut(call, style);
  const next = copyOf(lists);
  for (const kind of DOMAIN_KINDS) {
    const good = sorted.good[kind];
    if (action === "set") next[kind] = unique(good);
    if (action === "add") next[kind] = unique(lists[kind], good);
    if (action === "delete") next[kind] = lists[kind].filter((one) => !good.includes(one));
    demand(next[kind].length <= MAX_DOMAINS, 85016);
  }
  const changed = DOMAIN_KINDS.some((kind) => next[kind].join() !== lists[kind].join());
  if (!changed) refuse(sorted.malformed ? 85301 : sorted.unregistered ? 85018 : 85017);
  Object.assign(lists, next);
  return answer({
    ...Object.fromEntries(DOMAIN_KINDS.map((kind) => [`invalid_${kind}`, sorted.bad[kind]])),
    no_icp_domain: sorted.unfiled,
  });
}

function copyOf(lists: DomainLists): DomainLists {
  return Object.fromEntries(DOMAIN_KINDS.map((kind) => [kind, [...lists[kind]]])) as DomainLists;
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
    for (const domain of textList(call.body, kind)) {
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

/** The host of a domain with the right scheme; null for IPs, WeChat's own API and nonsense. */
function hostOf(domain: string, scheme: string): string | null {
  if (!domain.startsWith(scheme)) return null;
  const host = domain.slice(scheme.length).replace(/:\d{1,5}$/, "");
  if (!HOST.test(host) || host === "api.weixin.qq.com") return null;
  return host;
}

function isUnder(host: string, registered: readonly string[]): boolean {
  return registered.some((one) => host === one || host.endsWith(`.${one}`));
}

function countChange(call: Call, program: MiniProgram): void {
  const month = monthOf(call.now);
  if (program.domainChanges.month !== month) program.domainChanges = { month, count: 0 };
  demand(program.domainChanges.count < CHANGES_A_MONTH, 89030);
  program.domainChanges.count++;
}

function modifyWebview(call: Call, style: "third" | "direct"): Json {
  const action = call.body.action;
  const program = programOf(call, action === "get" ? "peek" : "keep");
  const list = program.webview[style];
  if (action === "get") return ok({ webviewdomain: list });
  const { principal } = profileAt(call.world.seed, call.account.index);
  demand(principal.type !== 0, 89231);
  const own = unique(call.platform.domains.publishedJump, call.platform.domains.testingJump);
  if (style === "third") demand(own.length > 0, 89020);
  const asked = textList(call.body, "webviewdomain");
  const wanted = action === undefined && asked.length === 0 ? own.map((host) => `https://${host}`) : asked;
  if (action !== "delete") {
    for (const domain of wanted) {
      const host = hostOf(domain, "https://");
      demand(host && !domain.slice(8).includes(":"), 89021);
      if (style === "third") demand(isUnder(host, own), 89021);
    }
  } else {
    demand(
      wanted.every((domain) => list.includes(domain)),
      89022,
    );
  }
  const next = nextWebview(action, list, wanted);
  demand(next.join() !== list.join(), 89019);
  demand(next.length <= MAX_WEBVIEW, 89029);
  countChange(call, program);
  program.webview[style] = next;
  return ok({ webviewdomain: next });
}

function nextWebview(action: unknown, list: readonly string[], wanted: readonly string[]): string[] {
  if (action === undefined || action === "add") return unique(list, wanted);
  if (action === "set") return unique(wanted);
  if (action === "delete") return list.filter((one) => !wanted.includes(one));
  return refuse(85022);
}
