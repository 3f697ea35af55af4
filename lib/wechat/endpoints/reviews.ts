import * as z from "zod";
import type { ReviewStatus } from "#lib/wechat/contract.ts";
import { defineCall, type WechatClient, withEndpoint } from "./endpoint.ts";
import { idText, int, intOrZero, nothing, pipeList, secondsToMsOrNull, text } from "./fields.ts";
import { wireId } from "./wire-json.ts";

const codeSet = [18];
const statuses: readonly ReviewStatus[] = ["approved", "rejected", "reviewing", "withdrawn", "delayed"];
const status = int.pipe(z.int().min(0).max(4)).transform((value) => statuses[value] as ReviewStatus);

/** One item of a submission. Category ids as `getCategories` gives them. `tag`: words parted by spaces. */
export interface ReviewItem {
  address?: string;
  tag?: string;
  title?: string;
  firstId: string;
  firstName: string;
  secondId: string;
  secondName: string;
  thirdId?: string;
  thirdName?: string;
}

/** What §F.3 lists. `feedbackStuff`: media ids, at most 5. `scene` and `method`: WeChat's numbers. */
export interface ReviewSubmission {
  items: ReviewItem[];
  versionDesc?: string;
  previewInfo?: { videoIds: string[]; pictureIds: string[] };
  feedbackInfo?: string;
  feedbackStuff?: string[];
  ugcDeclare?: {
    scene: number[];
    method?: number[];
    otherSceneDesc?: string;
    hasAuditTeam?: boolean;
    auditDesc?: string;
  };
  privacyApiNotUse?: boolean;
  orderPath?: string;
}

const submitRequest = z.object({
  item_list: z.array(z.record(z.string(), z.any())).optional(),
  preview_info: z.object({ video_id_list: z.array(z.string()), pic_id_list: z.array(z.string()) }).optional(),
  version_desc: z.string().optional(),
  feedback_info: z.string().optional(),
  feedback_stuff: z.string().optional(),
  ugc_declare: z.record(z.string(), z.any()).optional(),
  privacy_api_not_use: z.boolean().optional(),
  order_path: z.string().optional(),
});

function submissionBody(input: ReviewSubmission): z.input<typeof submitRequest> {
  const { previewInfo: preview, ugcDeclare: ugc } = input;
  return {
    item_list: input.items.map((item) => ({
      address: item.address,
      tag: item.tag,
      title: item.title,
      first_class: item.firstName,
      second_class: item.secondName,
      third_class: item.thirdName,
      first_id: wireId(item.firstId),
      second_id: wireId(item.secondId),
      third_id: item.thirdId === undefined ? undefined : wireId(item.thirdId),
    })),
    preview_info: preview && { video_id_list: preview.videoIds, pic_id_list: preview.pictureIds },
    version_desc: input.versionDesc,
    feedback_info: input.feedbackInfo,
    feedback_stuff: input.feedbackStuff?.join("|"),
    ugc_declare: ugc && {
      scene: ugc.scene,
      method: ugc.method,
      other_scene_desc: ugc.otherSceneDesc,
      has_audit_team: ugc.hasAuditTeam === undefined ? undefined : Number(ugc.hasAuditTeam),
      audit_desc: ugc.auditDesc,
    },
    privacy_api_not_use: input.privacyApiNotUse,
    order_path: input.orderPath,
  };
}

/**
 * Submits the committed code for review. Never repeated by itself: 61039 (scan running) is for the caller
 * to wait on, and a lost answer must be settled with getLatestReview.
 */
export const submitReview = defineCall({
  name: "submitReview",
  section: "F.3",
  summary: "Submit the committed code for review",
  path: "/wxa/submit_audit",
  token: "account",
  permissionSets: codeSet,
  errcodes: [
    61039, 61040, 85006, 85007, 85008, 85009, 85010, 85011, 85023, 85051, 85077, 85085, 85086, 85087, 85092, 85093,
    85094, 86000, 86001, 86002, 86007, 86008, 86009, 86010, 87006, 9400001, 9402202,
  ],
  repeatable: false,
  request: submitRequest,
  write: submissionBody,
  response: z.object({ auditid: idText }),
  read: (answer) => ({ auditId: answer.auditid }),
});

const verdict = { status, reason: text, screenshot: pipeList, ScreenShot: pipeList };
const screenshotsOf = (answer: { screenshot: string[]; ScreenShot: string[] }) =>
  answer.screenshot.length > 0 ? answer.screenshot : answer.ScreenShot;

/** The state of one review. `reason` contains `<br>`; `screenshots` are permanent media ids. */
export const getReviewStatus = defineCall({
  name: "getReviewStatus",
  section: "F.1",
  summary: "Read the state of one review",
  path: "/wxa/get_auditstatus",
  token: "account",
  permissionSets: codeSet,
  errcodes: [85012, 86000, 86001],
  repeatable: true,
  request: z.object({ auditid: z.any() }),
  write: (input: { auditId: string }) => ({ auditid: wireId(input.auditId) }),
  response: z.object(verdict),
  read: (answer) => ({ status: answer.status, reason: answer.reason, screenshots: screenshotsOf(answer) }),
});

/** The newest review of an account. `submittedAt` in ms, null when WeChat leaves it out. */
export interface LatestReview {
  auditId: string;
  status: ReviewStatus;
  reason: string;
  screenshots: string[];
  userVersion: string;
  userDesc: string;
  submittedAt: number | null;
}

const latestReview = defineCall({
  name: "getLatestReview",
  section: "F.1",
  summary: "Read the state of the newest review",
  method: "GET",
  path: "/wxa/get_latest_auditstatus",
  token: "account",
  permissionSets: codeSet,
  errcodes: [85058],
  repeatable: true,
  response: z.object({
    ...verdict,
    auditid: idText,
    user_version: text,
    user_desc: text,
    submit_audit_time: secondsToMsOrNull,
  }),
  read: (answer): LatestReview => ({
    auditId: answer.auditid,
    status: answer.status,
    reason: answer.reason,
    screenshots: screenshotsOf(answer),
    userVersion: answer.user_version,
    userDesc: answer.user_desc,
    submittedAt: answer.submit_audit_time ?? null,
  }),
});

/** The newest review, or null when nothing was ever submitted (85058). */
export const getLatestReview = withEndpoint(
  latestReview,
  async (client: WechatClient, input: { accountToken: string }): Promise<LatestReview | null> => {
    try {
      return await latestReview(client, input);
    } catch (error) {
      if (isNoReview(error)) return null;
      throw error;
    }
  },
);

function isNoReview(error: unknown): boolean {
  return error instanceof Error && "data" in error && (error.data as { errcode?: number }).errcode === 85058;
}

/** Withdraws the running review: 5 times a day, 10 a month and account (87013). */
export const withdrawReview = defineCall({
  name: "withdrawReview",
  section: "F.1",
  summary: "Withdraw the running review",
  method: "GET",
  path: "/wxa/undocodeaudit",
  token: "account",
  permissionSets: codeSet,
  errcodes: [87013],
  repeatable: false,
  response: nothing,
  read: () => undefined,
});

/** Asks for an expedited review; uses one of the platform's monthly places (89405 when none is left). */
export const speedUpReview = defineCall({
  name: "speedUpReview",
  section: "F.1",
  summary: "Expedite a review",
  path: "/wxa/speedupaudit",
  token: "account",
  permissionSets: codeSet,
  errcodes: [89401, 89402, 89403, 89404, 89405],
  repeatable: false,
  request: z.object({ auditid: z.any() }),
  write: (input: { auditId: string }) => ({ auditid: wireId(input.auditId) }),
  response: nothing,
  read: () => undefined,
});

/** This month's review quota. It belongs to the platform: all its Mini Programs share it. */
export const getReviewQuota = defineCall({
  name: "getReviewQuota",
  section: "F.1",
  summary: "Read the monthly review quota",
  method: "GET",
  path: "/wxa/queryquota",
  token: "account",
  permissionSets: codeSet,
  repeatable: true,
  response: z.object({ rest: int, limit: int, speedup_rest: intOrZero, speedup_limit: intOrZero }),
  read: (answer) => ({
    rest: answer.rest,
    limit: answer.limit,
    speedupRest: answer.speedup_rest,
    speedupLimit: answer.speedup_limit,
  }),
});
