/** What the simulator knows of a code package. */
export interface Code {
  readonly pages: readonly string[];
  readonly tabBar: readonly string[];
  /** Privacy keys (wire G.3) whose APIs the code calls; they must be declared. */
  readonly privacyKeys: readonly string[];
  /** Interfaces that need an approved application, e.g. getLocation. */
  readonly privacyInterfaces: readonly string[];
  /** Interfaces that app.json declares in requiredPrivateInfos. */
  readonly declaredInterfaces: readonly string[];
  readonly jumpsToOthers: boolean;
}

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

export interface Category {
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

export interface PrivacyInterface {
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

/** State behind the calls that manage a Mini Program; made on first use. */
export interface MiniProgram {
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
  categoryChanges: number;
  domains: { third: DomainLists; direct: DomainLists; mp: DomainLists };
  webview: { third: string[]; direct: string[]; mp: string[] };
  domainChanges: { month: string; count: number };
  prefetch: { url: string; status: number }[];
  testers: Map<string, string>;
  privacyLive: PrivacySetting | null;
  privacyDev: PrivacySetting | null;
  privacyInterfaces: Map<string, PrivacyInterface>;
  media: Map<string, { readonly type: string; readonly expiresAt: number }>;
}
