import type { Pending } from "./account-reviews.ts";
import type { Code, MiniProgram } from "./mini-program-model.ts";
import type { AccountKind, Profile } from "./seed/profile.ts";

/** A third-party platform account with everything it holds. */
export interface Platform {
  readonly index: number;
  readonly appid: string;
  readonly name: string;
  secret: string;
  token: string;
  encodingAesKey: string;
  /** The key before the last rotation; see the setting `previousKeyRate`. */
  previousAesKey: string | null;
  /** May hold `{component_appid}` or `$APPID$`; null: nothing is pushed. */
  eventsUrl: string | null;
  messagesUrl: string | null;
  /** 全网发布; until then only test accounts can authorize. */
  published: boolean;
  /** Accounts that may authorize before 全网发布. */
  testAppids: readonly string[];
  /** Permission sets that merchants are asked for. */
  funcIds: readonly number[];
  /** null: no check; otherwise callers outside the list get 61004. */
  ipWhitelist: readonly string[] | null;
  /** Whether tickets come every 10 minutes; api_start_push_ticket starts them again. */
  pushesTickets: boolean;
  /** Tickets of the last 36 h, the newest last; an expired one is told from an unknown one. */
  tickets: { readonly value: string; readonly expiresAt: number }[];
  ticketCount: number;
  componentTokens: number;
  currentToken: string | null;
  readonly preAuthCodes: Map<string, PreAuthCode>;
  readonly authCodes: Map<string, AuthCode>;
  readonly grants: Map<string, Grant>;
  readonly drafts: Draft[];
  readonly templates: Template[];
  nextTemplateId: number;
  nextDraftId: number;
  readonly quota: MonthlyQuota;
  /** What the platform may submit for review: nothing (86008), only updates (86009), only new ones (86010). */
  submissions: "all" | "none" | "updates" | "new";
  /** Domains registered on the platform (live and under test). */
  readonly domains: PlatformDomains;
  clearedQuota: { month: string; count: number };
  usage: Usage;
}

export interface PlatformDomains {
  publishedServer: string[];
  testingServer: string[];
  publishedJump: string[];
  testingJump: string[];
}

/** Reviews and expedites of one month, shared by all of a platform's Mini Programs. */
export interface MonthlyQuota {
  month: string;
  limit: number;
  used: number;
  speedupLimit: number;
  speedupUsed: number;
}

/** Calls of one day by path. */
export interface Usage {
  day: string;
  readonly counts: Map<string, number>;
}

export interface PreAuthCode {
  readonly value: string;
  readonly expiresAt: number;
  used: boolean;
  /** Filled in when WeChat's page is opened with it. */
  redirectUri: string | null;
}

export interface AuthCode {
  readonly appid: string;
  readonly expiresAt: number;
  used: boolean;
}

/** Account → platform. The refresh token derives from `generation`, so that it need not be stored. */
export interface Grant {
  readonly appid: string;
  funcIds: readonly number[];
  /** Seconds since the epoch. */
  authTime: number;
  generation: number;
  rotatedAt: number;
  tokens: number;
  currentToken: string | null;
}

export interface Account {
  readonly index: number;
  readonly appid: string;
  readonly userName: string;
  readonly kind: AccountKind;
  readonly principal: number;
  openAppid: string | null;
  /** What was changed after the seed; absent for most accounts. */
  info?: AccountInfo;
  program?: MiniProgram;
  usage?: Usage;
  options?: Map<string, string>;
  clearedQuota?: { month: string; count: number };
}

/** Basic info that calls can change (wire G.4). */
export interface AccountInfo {
  nickName?: string;
  principalName?: string;
  signature?: string;
  headImage?: string;
  nickNameChanges: number;
  signatureChanges: number;
  headImageChanges: number;
  changesMonth: string;
  nickNameReviews: NickNameReview[];
  /** Of an account that the seed did not make. */
  registered?: Registered;
}

/** What distinguishes accounts by the way they came about (wire B.3). */
type Registered = Pick<Profile, "serviceType" | "verifyType" | "registerType" | "accountStatus" | "alias">;

export interface NickNameReview extends Pending {
  readonly auditId: number;
  readonly nickName: string;
  readonly createdAt: number;
  /** 1 auditing, 2 failed, 3 passed. */
  status: 1 | 2 | 3;
  failReason: string;
  auditedAt: number;
}

export interface OpenAccount {
  readonly openAppid: string;
  readonly principal: number;
  readonly createdByApi: boolean;
  readonly verified: boolean;
  readonly members: Set<string>;
}

export interface Draft {
  readonly draftId: number;
  readonly createdAt: number;
  readonly userVersion: string;
  readonly userDesc: string;
  readonly sourceAppid: string;
  readonly sourceName: string;
  readonly developer: string;
  readonly code: Code;
}

export interface Template extends Omit<Draft, "createdAt"> {
  readonly templateId: number;
  readonly templateType: 0 | 1;
  readonly createdAt: number;
}
