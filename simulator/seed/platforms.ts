import type { Platform } from "../model.ts";
import { PUBLISHED_SETS } from "../permission-sets.ts";
import { base64url, hex } from "../random.ts";
import { libraryOf } from "./library.ts";

const NAMES = ["云栖零售", "云栖餐饮"] as const;

/** The two third-party platforms of a world; their secrets derive from the seed. */
export function makePlatforms(seed: string, accounts: number, nowMs: number): readonly Platform[] {
  return NAMES.map((name, index) => ({
    index,
    appid: `wx${hex(16, seed, "platform", index)}`,
    name,
    secret: hex(32, seed, "secret", index),
    token: base64url(24, seed, "token", index).replace(/[-_]/g, "x"),
    encodingAesKey: base64url(43, seed, "aes", index).replace(/[-_]/g, "k"),
    previousAesKey: null,
    eventsUrl: null,
    messagesUrl: null,
    published: true,
    testAppids: [],
    funcIds: PUBLISHED_SETS,
    ipWhitelist: null,
    pushesTickets: true,
    tickets: [],
    ticketCount: 0,
    componentTokens: 0,
    currentToken: null,
    preAuthCodes: new Map(),
    authCodes: new Map(),
    grants: new Map(),
    ...libraryOf(seed, index, nowMs),
    quota: {
      month: "",
      limit: Math.max(500, Math.ceil(accounts * 1.2)),
      used: 0,
      speedupLimit: 25,
      speedupUsed: 0,
    },
    submissions: "all",
    domains: {
      publishedServer: ["api.yunqi-demo.cn", "cdn.yunqi-demo.cn"],
      testingServer: ["api.yunqi-demo.cn", "cdn.yunqi-demo.cn"],
      publishedJump: ["m.yunqi-demo.cn"],
      testingJump: ["m.yunqi-demo.cn"],
    },
    clearedQuota: { month: "", count: 0 },
    usage: { day: "", counts: new Map() },
  }));
}
