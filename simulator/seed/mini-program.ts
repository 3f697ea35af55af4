import {
  type Code,
  DOMAIN_KINDS,
  type DomainLists,
  type LiveVersion,
  type MiniProgram,
  type PrivacySetting,
  type Version,
} from "../mini-program-model.ts";
import type { Account } from "../model.ts";
import { fraction, hash32, hex } from "../random.ts";
import type { World } from "../world.ts";
import { profileAt } from "./profile.ts";

const DAY_MS = 86_400_000;
const USED_KEYS = ["UserInfo", "PhoneNumber", "Address"];
const PRIVACY_TEXTS: Readonly<Record<string, string>> = {
  UserInfo: "显示会员昵称和头像",
  PhoneNumber: "登录会员帐号和联系配送",
  Address: "填写收货地址",
  Location: "查找附近的门店",
};

/** The empty six lists of server domains. */
function noDomains(): DomainLists {
  return Object.fromEntries(DOMAIN_KINDS.map((kind) => [kind, [] as string[]])) as DomainLists;
}

/**
 * State of a Mini Program. `peek` derives it without keeping it, so that reading
 * 100,000 accounts costs no memory; `keep` stores it for calls that change it.
 */
export function miniProgramOf(world: World, account: Account, purpose: "peek" | "keep"): MiniProgram {
  if (account.program) return account.program;
  const program = derive(world, account);
  if (purpose === "keep") account.program = program;
  return program;
}

/** Share of merchants that declared the location interface and were granted it; the others fail at 61040. */
const USES_LOCATION = 0.92;

/** Share of merchants without name, picture or introduction. */
const WITHOUT_PROFILE = 0.005;

function derive(world: World, account: Account): MiniProgram {
  const { seed } = world;
  const { trade } = profileAt(seed, account.index).principal;
  const roll = (what: string) => fraction(seed, account.index, what);
  const host = `m${account.index}.yunqi-demo.cn`;
  const mp = noDomains();
  if (roll("mp-domain") < 0.7) mp.requestdomain = [`https://${host}`];
  if (roll("mp-upload") < 0.4) mp.uploaddomain = [`https://up.${host}`];
  const live = liveAtStart(world, account);
  const privacy = roll("privacy") < 0.94 ? privacyAtStart(world, account) : null;
  const testers = new Map<string, string>();
  for (let nth = 0; nth < hash32(seed, account.index, "testers") % 4; nth++) {
    const wechatId = `wx_${hex(8, seed, account.index, "tester", nth)}`;
    testers.set(wechatId, userstrOf(world, account, wechatId));
  }
  return {
    conditions: {
      profileComplete: roll("incomplete") >= WITHOUT_PROFILE,
      submissionsForbidden: false,
      miniGame: false,
      liveStreaming: false,
      plugins: null,
      withdrawnCategories: [],
    },
    busyUntil: 0,
    committed: null,
    review: null,
    submissions: 0,
    live,
    reverted: false,
    nextAppVersion: live.length + 1,
    gray: null,
    visitOpen: roll("visit") < 0.98,
    searchable: roll("search") < 0.95,
    supportVersion: "2.32.3",
    undo: { day: "", today: 0, month: "", inMonth: 0 },
    categories: trade.categories
      .filter((_, nth) => nth === 0 || roll("second-category") < 0.5)
      .map(([first, second]) => ({ first, second, platform: 0, status: 3, reason: "" })),
    categoryChanges: { month: "", count: 0 },
    domains: { third: noDomains(), direct: noDomains(), directInEffect: noDomains(), mp },
    webview: { third: [], direct: [], directInEffect: [], mp: [] },
    domainChanges: { month: "", count: 0 },
    prefetch: [],
    testers,
    privacyLive: live.length > 0 ? privacy : null,
    privacyDev: privacy && { ...privacy, settings: [...privacy.settings] },
    privacyInterfaces: new Map(
      roll("location") < USES_LOCATION
        ? [
            [
              "wx.getLocation",
              {
                apiName: "wx.getLocation",
                platform: 0,
                auditId: 100_000_000 + account.index,
                status: 5,
                applyTime: Math.floor(world.clock.now() / 1000) - 8_640_000,
                failReason: "",
              },
            ],
          ]
        : [],
    ),
    media: new Map(),
  };
}

/** WeChat's opaque name of a tester. */
export function userstrOf(world: World, account: Account, wechatId: string): string {
  return hex(32, world.seed, "userstr", account.appid, wechatId);
}

const SEEDED_CODE: Code = {
  appJson: {
    pages: ["pages/index/index", "pages/order/list", "pages/mine/index"],
    tabBar: { list: [{ pagePath: "pages/index/index" }, { pagePath: "pages/mine/index" }] },
  },
  pageJson: {},
  packageBytes: {},
  privacyKeys: ["UserInfo", "PhoneNumber"],
  privacyInterfaces: [],
  navigates: false,
};

/** One Mini Program in six was never released; the others have one to three versions. */
function liveAtStart(world: World, account: Account): LiveVersion[] {
  const { seed } = world;
  const howMany = hash32(seed, account.index, "live") % 6;
  const live: LiveVersion[] = [];
  for (let nth = 0; nth < Math.min(howMany, 3); nth++) {
    const daysAgo = 30 * (3 - nth) + (hash32(seed, account.index, nth) % 28);
    const releasedAt = Math.floor(world.clock.now() - daysAgo * DAY_MS);
    const version: Version = {
      templateId: 0,
      userVersion: `1.${nth + 2}.${hash32(seed, account.index, "v", nth) % 6}`,
      userDesc: nth === 0 ? "首次上线" : "日常更新",
      extJson: "{}",
      committedAt: releasedAt - DAY_MS,
      code: SEEDED_CODE,
      scannedAt: releasedAt - DAY_MS,
    };
    live.push({ appVersion: nth + 1, version, releasedAt });
  }
  return live;
}

function privacyAtStart(world: World, account: Account): PrivacySetting {
  const { principal } = profileAt(world.seed, account.index);
  const keys = fraction(world.seed, account.index, "location") < USES_LOCATION ? [...USED_KEYS, "Location"] : USED_KEYS;
  return {
    owner: {
      contact_email: `privacy@m${account.index}.yunqi-demo.cn`,
      contact_phone: "",
      contact_qq: "",
      contact_weixin: "",
      notice_method: "通过弹窗或小程序公告",
      store_expire_timestamp: "",
      store_region: `${principal.city}市`,
      ext_file_media_id: "",
    },
    settings: keys.map((privacy_key) => ({
      privacy_key,
      privacy_text: PRIVACY_TEXTS[privacy_key] ?? "",
    })),
    sdks: [],
    updatedAt: Math.floor(world.clock.now() / 1000) - 7_776_000,
  };
}
