import { type Call, type Endpoint, type Json, ok } from "../call.ts";
import { hex } from "../random.ts";
import { demand, refuse } from "../refusal.ts";
import { profileAt } from "../seed/profile.ts";
import { DEVELOPMENT, programOf } from "./code.ts";
import { countChange, domainsIn, hostOf, isUnder, unique } from "./domains.ts";

const MAX_WEBVIEW = 300;

/** Business domains that a web-view may open (wire G.1). */
export const webviewDomainEndpoints: readonly Endpoint[] = [
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
    path: "/wxa/get_effective_webviewdomain",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const { mp, third, direct, directInEffect } = programOf(call, "peek").webview;
      return ok({
        mp_webviewdomain: mp,
        third_webviewdomain: third,
        direct_webviewdomain: direct,
        effective_webviewdomain: unique(mp, third, directInEffect),
      });
    },
  },
];

/** `file_name` and `file_content` to put on a domain's root. */
export function confirmFile(call: Call, owner: string): Json {
  const key = hex(10, call.world.seed, "confirm", owner);
  return { file_name: `${key}.txt`, file_content: hex(32, call.world.seed, "content", owner) };
}

function modifyWebview(call: Call, style: "third" | "direct"): Json {
  // `null` is how some serializers leave a field out.
  const action = call.body.action ?? undefined;
  const program = programOf(call, action === "get" ? "peek" : "keep");
  const list = program.webview[style];
  if (action === "get") return ok({ webviewdomain: list });
  const { principal } = profileAt(call.world.seed, call.account.index);
  demand(principal.type !== 0, 89231);
  const own = unique(call.platform.domains.publishedJump, call.platform.domains.testingJump);
  if (style === "third") demand(own.length > 0, 89020);
  const asked = domainsIn(call.body, "webviewdomain").map((domain) => domain.replace(/\/$/, ""));
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
