import type { Code } from "../mini-program-model.ts";
import type { Draft, Platform, Template } from "../model.ts";
import { hash32, hex } from "../random.ts";

type Library = Pick<Platform, "drafts" | "templates" | "nextDraftId" | "nextTemplateId">;

const tab = (pagePath: string, text: string) => ({ pagePath, text });

const SHOP: Code = {
  appJson: {
    pages: [
      "pages/index/index",
      "pages/category/index",
      "pages/goods/detail",
      "pages/cart/index",
      "pages/order/list",
      "pages/order/detail",
      "pages/mine/index",
    ],
    subPackages: [{ root: "packages/member", pages: ["coupon/index", "points/index"] }],
    window: { navigationBarTitleText: "商城", navigationBarBackgroundColor: "#ffffff", backgroundTextStyle: "light" },
    tabBar: {
      color: "#8a8a8a",
      selectedColor: "#1f6f54",
      list: [
        tab("pages/index/index", "首页"),
        tab("pages/category/index", "分类"),
        tab("pages/cart/index", "购物车"),
        tab("pages/mine/index", "我的"),
      ],
    },
    networkTimeout: { request: 10_000, downloadFile: 30_000 },
  },
  pageJson: { "pages/index/index": { enablePullDownRefresh: true } },
  packageBytes: { main: 1_310_720, "packages/member": 262_144 },
  privacyKeys: ["UserInfo", "PhoneNumber", "Address"],
  privacyInterfaces: [],
  navigates: false,
};

const MEAL: Code = {
  appJson: {
    pages: [
      "pages/index/index",
      "pages/menu/index",
      "pages/queue/index",
      "pages/order/list",
      "pages/order/detail",
      "pages/member/index",
    ],
    window: { navigationBarTitleText: "点餐", navigationBarBackgroundColor: "#ffffff" },
    tabBar: {
      color: "#8a8a8a",
      selectedColor: "#a2541c",
      list: [tab("pages/index/index", "首页"), tab("pages/menu/index", "菜单"), tab("pages/member/index", "会员")],
    },
  },
  pageJson: {},
  packageBytes: { main: 983_040 },
  privacyKeys: ["UserInfo", "PhoneNumber"],
  privacyInterfaces: [],
  navigates: false,
};

const NEARBY: Code = {
  ...MEAL,
  appJson: { ...MEAL.appJson, requiredPrivateInfos: ["getLocation"] },
  privacyKeys: [...MEAL.privacyKeys, "Location"],
  privacyInterfaces: ["wx.getLocation"],
};

const DAY_MS = 86_400_000;

/** Drafts and templates a platform starts with; two development Mini Programs, template ids from 0. */
export function libraryOf(seed: string, platform: number, nowMs: number): Library {
  const source = (nth: number) => ({
    sourceAppid: `wx${hex(16, seed, "development", platform, nth)}`,
    sourceName: nth === 0 ? "云栖商城开发版" : "云栖点餐开发版",
  });
  let drafts = 0;
  const draft = (
    from: number,
    code: Code,
    userVersion: string,
    userDesc: string,
    developer: string,
    daysAgo: number,
  ): Draft => ({
    draftId: drafts++,
    createdAt: nowMs - daysAgo * DAY_MS - (hash32(seed, userVersion) % DAY_MS),
    userVersion,
    userDesc,
    ...source(from),
    developer,
    code,
  });
  const templates = [
    draft(0, SHOP, "2.6.0", "商品列表加载更快，购物车合并结算", "陈思远", 96),
    draft(1, MEAL, "1.8.0", "春季菜单样式，堂食桌码", "周佳怡", 61),
    draft(0, SHOP, "2.7.1", "修复优惠券叠加，新增自提点", "陈思远", 33),
    draft(1, MEAL, "1.9.2", "排号提醒与会员储值", "周佳怡", 18),
    draft(1, NEARBY, "1.10.0", "附近门店，按距离排序", "林浩然", 6),
  ].map((one, templateId): Template => ({ ...one, templateId, templateType: 0 }));
  const waiting = [
    draft(0, SHOP, "2.8.0", "会员日活动页，首页改版", "陈思远", 2),
    draft(0, SHOP, "2.8.1-beta", "首页改版修正", "吴雨桐", 1),
    draft(1, MEAL, "1.11.0", "外卖配送费阶梯计价", "周佳怡", 1),
    draft(1, NEARBY, "1.11.1-beta", "附近门店缓存定位", "林浩然", 0),
  ];
  return {
    drafts: waiting,
    templates,
    nextDraftId: drafts,
    nextTemplateId: templates.length,
  };
}
