import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { flagOrNull, idOrNull, int, intOrNull, nothing, part, secondsToMsOrNull, text, textOrNull } from "./fields.ts";
import { wireId } from "./wire-json.ts";

const usage = { modify_used_count: intOrNull, modify_quota: intOrNull };
const usageOf = (wire: z.output<z.ZodObject<typeof usage>> | null | undefined) => ({
  used: wire?.modify_used_count ?? null,
  limit: wire?.modify_quota ?? null,
});

/** The account as its registration says. Type: 1 subscription, 2 service, 3 Mini Program (§G.4 for the rest). */
export const getBasicInfo = defineCall({
  name: "getBasicInfo",
  section: "G.4",
  summary: "Read the account's registration",
  path: "/cgi-bin/account/getaccountbasicinfo",
  token: "account",
  permissionSets: [3, 30],
  errcodes: [41033],
  repeatable: true,
  response: z.object({
    appid: text,
    account_type: intOrNull,
    principal_type: intOrNull,
    principal_name: text,
    credential: textOrNull,
    realname_status: intOrNull,
    registered_country: intOrNull,
    customer_type: intOrNull,
    wx_verify_info: part({
      qualification_verify: flagOrNull,
      naming_verify: flagOrNull,
      annual_review: flagOrNull,
      annual_review_begin_time: secondsToMsOrNull,
      annual_review_end_time: secondsToMsOrNull,
    }),
    signature_info: part({ ...usage, signature: text }),
    head_image_info: part({ ...usage, head_image_url: text }),
    nickname_info: part({ ...usage, nickname: text }),
  }),
  read: (answer) => ({
    appId: answer.appid,
    accountType: answer.account_type,
    principalType: answer.principal_type,
    principalName: answer.principal_name,
    credential: answer.credential,
    realNameStatus: answer.realname_status,
    country: answer.registered_country,
    customerType: answer.customer_type,
    verification: {
      qualified: answer.wx_verify_info?.qualification_verify ?? false,
      named: answer.wx_verify_info?.naming_verify ?? false,
      annualReviewDue: answer.wx_verify_info?.annual_review ?? false,
      annualReviewFrom: answer.wx_verify_info?.annual_review_begin_time ?? null,
      annualReviewUntil: answer.wx_verify_info?.annual_review_end_time ?? null,
    },
    nickName: { text: answer.nickname_info?.nickname ?? "", ...usageOf(answer.nickname_info) },
    signature: { text: answer.signature_info?.signature ?? "", ...usageOf(answer.signature_info) },
    headImage: { url: answer.head_image_info?.head_image_url ?? "", ...usageOf(answer.head_image_info) },
  }),
});

const nameErrors = [
  53010, 53011, 53012, 53013, 53014, 53015, 53016, 53017, 53018, 53019, 91001, 91002, 91003, 91004, 91005, 91006, 91007,
  91008, 91009, 91010, 91012, 91013, 91014, 91015, 91016, 91017, 91018, 91019,
];

/** Sets the name. With `auditId` it is under review; without, it is in force. Media ids of certificates. */
export const setNickName = defineCall({
  name: "setNickName",
  section: "G.4",
  summary: "Set the name",
  path: "/wxa/setnickname",
  token: "account",
  permissionSets: [30],
  errcodes: nameErrors,
  repeatable: false,
  request: z.object({
    nick_name: z.string(),
    id_card: z.string().optional(),
    license: z.string().optional(),
    naming_other_stuff_1: z.string().optional(),
    naming_other_stuff_2: z.string().optional(),
    naming_other_stuff_3: z.string().optional(),
    naming_other_stuff_4: z.string().optional(),
    naming_other_stuff_5: z.string().optional(),
  }),
  write: (input: { nickName: string; idCard?: string; license?: string; otherStuff?: string[] }) => ({
    nick_name: input.nickName,
    id_card: input.idCard,
    license: input.license,
    naming_other_stuff_1: input.otherStuff?.[0],
    naming_other_stuff_2: input.otherStuff?.[1],
    naming_other_stuff_3: input.otherStuff?.[2],
    naming_other_stuff_4: input.otherStuff?.[3],
    naming_other_stuff_5: input.otherStuff?.[4],
  }),
  response: z.object({ wording: textOrNull, audit_id: idOrNull }),
  read: (answer) => ({ wording: answer.wording, auditId: answer.audit_id }),
});

const nameStates = { 1: "reviewing", 2: "rejected", 3: "approved" } as const;

/** The state of a name's review. Times in ms. */
export const getNickNameReview = defineCall({
  name: "getNickNameReview",
  section: "G.4",
  summary: "Read the state of a name's review",
  path: "/wxa/api_wxa_querynickname",
  token: "account",
  permissionSets: [30],
  errcodes: [91011],
  repeatable: true,
  request: z.object({ audit_id: z.any() }),
  write: (input: { auditId: string }) => ({ audit_id: wireId(input.auditId) }),
  response: z.object({
    nickname: text,
    audit_stat: int,
    fail_reason: textOrNull,
    create_time: secondsToMsOrNull,
    audit_time: secondsToMsOrNull,
  }),
  read: (answer) => ({
    nickName: answer.nickname,
    status: nameStates[answer.audit_stat as 1 | 2 | 3] ?? "reviewing",
    failReason: answer.fail_reason,
    createdAt: answer.create_time,
    reviewedAt: answer.audit_time,
  }),
});

/** Checks a name before asking for it. `mayNeedProof`: certificates will be asked for. */
export const checkNickName = defineCall({
  name: "checkNickName",
  section: "G.4",
  summary: "Check a name against WeChat's rules",
  path: "/cgi-bin/wxverify/checkwxverifynickname",
  token: "account",
  permissionSets: [3, 31],
  errcodes: nameErrors,
  repeatable: true,
  request: z.object({ nick_name: z.string() }),
  write: (input: { nickName: string }) => ({ nick_name: input.nickName }),
  response: z.object({ hit_condition: flagOrNull, wording: textOrNull }),
  read: (answer) => ({ mayNeedProof: answer.hit_condition ?? false, wording: answer.wording }),
});

/** Sets the head image to a square of an uploaded picture; corners from 0 to 1. */
export const setHeadImage = defineCall({
  name: "setHeadImage",
  section: "G.4",
  summary: "Set the head image",
  path: "/cgi-bin/account/modifyheadimage",
  token: "account",
  permissionSets: [3, 30],
  errcodes: [40009, 46001, 53200, 53201, 53202, 53203],
  repeatable: false,
  request: z.object({ head_img_media_id: z.string(), x1: z.any(), y1: z.any(), x2: z.any(), y2: z.any() }),
  write: (input: { mediaId: string; x1?: number; y1?: number; x2?: number; y2?: number }) => ({
    head_img_media_id: input.mediaId,
    x1: String(input.x1 ?? 0),
    y1: String(input.y1 ?? 0),
    x2: String(input.x2 ?? 1),
    y2: String(input.y2 ?? 1),
  }),
  response: nothing,
  read: () => undefined,
});

/** Sets the introduction (4 to 120 characters). */
export const setSignature = defineCall({
  name: "setSignature",
  section: "G.4",
  summary: "Set the introduction",
  path: "/cgi-bin/account/modifysignature",
  token: "account",
  permissionSets: [3, 30],
  errcodes: [53200, 53201, 53202],
  repeatable: false,
  request: z.object({ signature: z.string() }),
  write: (input: { signature: string }) => ({ signature: input.signature }),
  response: nothing,
  read: () => undefined,
});

/** Whether WeChat search shows the Mini Program. */
export const getSearchStatus = defineCall({
  name: "getSearchStatus",
  section: "G.4",
  summary: "Ask whether search shows the Mini Program",
  method: "GET",
  path: "/wxa/getwxasearchstatus",
  token: "account",
  permissionSets: [18, 30],
  errcodes: [85083, 85084, 85091],
  repeatable: true,
  response: z.object({ status: int }),
  // WeChat counts the other way round: 1 means "do not show".
  read: (answer) => ({ searchable: answer.status === 0 }),
});

/** Shows the Mini Program in WeChat search, or hides it. */
export const setSearchStatus = defineCall({
  name: "setSearchStatus",
  section: "G.4",
  summary: "Show the Mini Program in search, or hide it",
  path: "/wxa/changewxasearchstatus",
  token: "account",
  permissionSets: [18, 30],
  errcodes: [85083, 85084, 85091],
  repeatable: true,
  request: z.object({ status: z.int() }),
  write: (input: { searchable: boolean }) => ({ status: input.searchable ? 0 : 1 }),
  response: nothing,
  read: () => undefined,
});
