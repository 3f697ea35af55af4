import type { Pending } from "./account-reviews.ts";

/** What the simulator knows of a code package. */
export interface Code {
  /** app.json: pages, subPackages, tabBar, window, requiredPrivateInfos and whatever else it has. */
  readonly appJson: JsonRecord;
  /** page.json by page. */
  readonly pageJson: Readonly<Record<string, JsonRecord>>;
  /** Sizes of the main package (`main`) and of subpackages by root; absent ones are small. */
  readonly packageBytes: Readonly<Record<string, number>>;
  /** Privacy keys (wire G.3) whose APIs the code calls; they must be declared. */
  readonly privacyKeys: readonly string[];
  /** Interfaces the code calls that need an approved application, e.g. wx.getLocation. */
  readonly privacyInterfaces: readonly string[];
  /** Whether it opens other Mini Programs, which app.json must then list. */
  readonly navigates: boolean;
}

export type JsonRecord = Readonly<Record<string, unknown>>;

/** One commit: a template together with a merchant's ext_json. */
export interface Version {
  readonly templateId: number;
  readonly userVersion: string;
  readonly userDesc: string;
  readonly extJson: string;
  readonly committedAt: number;
  readonly code: Code;
  /** Virtual time when the privacy scan ends. */
  readonly scannedAt: number;
}

/** WeChat's check of a submitted version; status as in wire F.4. */
export interface Review {
  readonly auditId: number;
  readonly version: Version;
  readonly submittedAt: number;
  readonly platform: number;
  status: 0 | 1 | 2 | 3 | 4;
  reason: string;
  screenshot: string;
  decidedAt: number;
  speedUp: boolean;
  released: boolean;
  /** Feedback on the rejection before, when there was one. */
  readonly feedback: { readonly info: string; readonly stuff: readonly string[] } | null;
  cancelTimer: (() => void) | null;
}

export interface LiveVersion {
  readonly appVersion: number;
  readonly version: Version;
  readonly releasedAt: number;
}

export interface GrayPlan {
  /** 0 initial, 1 running, 2 paused, 3 done, 4 deleted. */
  status: 0 | 1 | 2 | 3 | 4;
  readonly createdAt: number;
  percentage: number;
  debuggersFirst: boolean;
  testersFirst: boolean;
  readonly version: Version;
}

export interface Category extends Pending {
  readonly first: number;
  readonly second: number;
  /** 1 auditing, 2 failed, 3 passed. */
  status: 1 | 2 | 3;
  reason: string;
}

export interface PrivacySetting {
  owner: Readonly<Record<string, unknown>>;
  settings: { privacy_key: string; privacy_text: string }[];
  sdks: readonly unknown[];
  /** Seconds since the epoch. */
  updatedAt: number;
}

export interface PrivacyInterface extends Pending {
  readonly apiName: string;
  auditId: number;
  /** 1 to apply, 2 no permission, 3 auditing, 4 rejected, 5 granted. */
  status: 1 | 2 | 3 | 4 | 5;
  applyTime: number;
  failReason: string;
}

export const DOMAIN_KINDS = [
  "requestdomain",
  "wsrequestdomain",
  "uploaddomain",
  "downloaddomain",
  "udpdomain",
  "tcpdomain",
] as const;
export type DomainKind = (typeof DOMAIN_KINDS)[number];
export type DomainLists = Record<DomainKind, string[]>;

/** Circumstances that calls cannot make; the control API sets them. */
export interface Conditions {
  /** Name, picture and introduction are set; otherwise 86002. */
  profileComplete: boolean;
  /** WeChat forbade this Mini Program to submit: 86007. */
  submissionsForbidden: boolean;
  /** It is a mini game, which cannot be submitted: 87006. */
  miniGame: boolean;
  /** It is a development Mini Program with live streaming: 9400001. */
  liveStreaming: boolean;
  /** Plugins the merchant added, by provider appid; null: any. Others give 80082. */
  plugins: readonly string[] | null;
  /** Second-level categories that WeChat withdrew: 85077. */
  withdrawnCategories: readonly number[];
}

/** State behind the calls that manage a Mini Program; made on first use. */
export interface MiniProgram {
  readonly conditions: Conditions;
  /** Virtual time until which a commit or submission is being worked on: 9402202. */
  busyUntil: number;
  committed: Version | null;
  review: Review | null;
  submissions: number;
  /** Newest last, at most five. */
  live: LiveVersion[];
  reverted: boolean;
  nextAppVersion: number;
  gray: GrayPlan | null;
  visitOpen: boolean;
  searchable: boolean;
  supportVersion: string;
  undo: { day: string; today: number; month: string; inMonth: number };
  categories: Category[];
  categoryChanges: { month: string; count: number };
  /** `direct` lists take effect with the next commit or release, which copies them to `directInEffect`. */
  domains: Record<"third" | "direct" | "directInEffect" | "mp", DomainLists>;
  webview: Record<"third" | "direct" | "directInEffect" | "mp", string[]>;
  domainChanges: { month: string; count: number };
  prefetch: { url: string; status: number }[];
  testers: Map<string, string>;
  privacyLive: PrivacySetting | null;
  privacyDev: PrivacySetting | null;
  privacyInterfaces: Map<string, PrivacyInterface>;
  media: Map<string, { readonly type: string; readonly expiresAt: number }>;
}
