import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { flagOrNull, idOrNull, intOrNull, list, nothing, part, secondsToMsOrNull, text, textOrNull } from "./fields.ts";

const codeSet = [18];

/** Who collects, and how to reach them. `storeExpiry` is like `30天`; none means "as long as needed". */
export interface PrivacyOwner {
  noticeMethod: string;
  contactEmail?: string;
  contactPhone?: string;
  contactQq?: string;
  contactWeixin?: string;
  storeExpiry?: string;
  storeRegion?: string;
  extFileMediaId?: string;
}

/** One kind of data and what it is used for. `key`: UserInfo, Location, PhoneNumber … (§G.3). */
export interface PrivacyItem {
  key: string;
  text: string;
}

export interface SdkPrivacy {
  sdkName: string;
  sdkBizName: string;
  items: PrivacyItem[];
}

/** 1: the version that is live; 2: the one being developed. */
export type PrivacyVersion = 1 | 2;

const ownerWire = {
  notice_method: text,
  contact_email: textOrNull,
  contact_phone: textOrNull,
  contact_qq: textOrNull,
  contact_weixin: textOrNull,
  store_expire_timestamp: textOrNull,
  store_region: textOrNull,
  ext_file_media_id: textOrNull,
};

/**
 * Sets the privacy guide. Version 2 takes effect with review and release and must list items; version 1
 * changes the owner's part of the live one at once and may not.
 */
export const setPrivacySetting = defineCall({
  name: "setPrivacySetting",
  section: "G.3",
  summary: "Set the privacy guide",
  path: "/cgi-bin/component/setprivacysetting",
  token: "account",
  permissionSets: codeSet,
  errcodes: [86069, 86071, 86072, 86074, 87072],
  repeatable: true,
  request: z.object({
    privacy_ver: z.int(),
    owner_setting: z.record(z.string(), z.string().optional()),
    setting_list: z.array(z.object({ privacy_key: z.string(), privacy_text: z.string() })).optional(),
    sdk_privacy_info_list: z.array(z.record(z.string(), z.any())).optional(),
  }),
  write: (input: { version?: PrivacyVersion; owner: PrivacyOwner; items?: PrivacyItem[]; sdks?: SdkPrivacy[] }) => ({
    privacy_ver: input.version ?? 2,
    owner_setting: {
      notice_method: input.owner.noticeMethod,
      contact_email: input.owner.contactEmail,
      contact_phone: input.owner.contactPhone,
      contact_qq: input.owner.contactQq,
      contact_weixin: input.owner.contactWeixin,
      store_expire_timestamp: input.owner.storeExpiry,
      store_region: input.owner.storeRegion,
      ext_file_media_id: input.owner.extFileMediaId,
    },
    setting_list: input.items?.map((item) => ({ privacy_key: item.key, privacy_text: item.text })),
    sdk_privacy_info_list: input.sdks?.map((sdk) => ({
      sdk_name: sdk.sdkName,
      sdk_biz_name: sdk.sdkBizName,
      sdk_list: sdk.items.map((item) => ({ privacy_key: item.key, privacy_text: item.text })),
    })),
  }),
  response: nothing,
  read: () => undefined,
});

/** The privacy guide. `detectedKeys`: what WeChat found in the code; empty without a recent commit. */
export const getPrivacySetting = defineCall({
  name: "getPrivacySetting",
  section: "G.3",
  summary: "Read the privacy guide",
  path: "/cgi-bin/component/getprivacysetting",
  token: "account",
  permissionSets: codeSet,
  errcodes: [86071, 86074],
  repeatable: true,
  request: z.object({ privacy_ver: z.int() }),
  write: (input: { version?: PrivacyVersion }) => ({ privacy_ver: input.version ?? 2 }),
  response: z.object({
    code_exist: flagOrNull,
    privacy_list: list(text),
    setting_list: list(z.object({ privacy_key: text, privacy_text: text, privacy_label: text })),
    update_time: secondsToMsOrNull,
    owner_setting: part(ownerWire),
    privacy_desc: part({ privacy_desc_list: list(z.object({ privacy_key: text, privacy_desc: text })) }),
    sdk_privacy_info_list: list(
      z.object({
        sdk_name: text,
        sdk_biz_name: text,
        sdk_list: list(z.object({ privacy_key: text, privacy_text: text })),
      }),
    ),
  }),
  read: ({ owner_setting: owner, ...answer }) => ({
    codeExists: answer.code_exist === true,
    detectedKeys: answer.privacy_list,
    items: answer.setting_list.map((item) => ({
      key: item.privacy_key,
      text: item.privacy_text,
      label: item.privacy_label,
    })),
    updatedAt: answer.update_time,
    owner: owner
      ? {
          noticeMethod: owner.notice_method,
          contactEmail: owner.contact_email,
          contactPhone: owner.contact_phone,
          contactQq: owner.contact_qq,
          contactWeixin: owner.contact_weixin,
          storeExpiry: owner.store_expire_timestamp,
          storeRegion: owner.store_region,
          extFileMediaId: owner.ext_file_media_id,
        }
      : null,
    sdks: answer.sdk_privacy_info_list.map(
      (sdk): SdkPrivacy => ({
        sdkName: sdk.sdk_name,
        sdkBizName: sdk.sdk_biz_name,
        items: sdk.sdk_list.map((item) => ({ key: item.privacy_key, text: item.privacy_text })),
      }),
    ),
    descriptions: (answer.privacy_desc?.privacy_desc_list ?? []).map((item) => ({
      key: item.privacy_key,
      desc: item.privacy_desc,
    })),
  }),
});

/** Uploads a text file with more of the guide; the id goes into `extFileMediaId`. */
export const uploadPrivacyFile = defineCall({
  name: "uploadPrivacyFile",
  section: "G.3",
  summary: "Upload a supplement to the privacy guide",
  path: "/cgi-bin/component/uploadprivacyextfile",
  token: "account",
  permissionSets: codeSet,
  repeatable: true,
  file: (input: { fileName: string; contentType: string; bytes: Uint8Array }) => ({ field: "file", ...input }),
  response: z.object({ ext_file_media_id: z.string().min(1) }),
  read: (answer) => ({ mediaId: answer.ext_file_media_id }),
});

/** Applies for the use of a privacy API such as wx.getLocation. Media as ids of uploadMedia. */
export const applyPrivacyInterface = defineCall({
  name: "applyPrivacyInterface",
  section: "G.3",
  summary: "Apply for a privacy API",
  path: "/wxa/security/apply_privacy_interface",
  token: "account",
  permissionSets: codeSet,
  repeatable: false,
  request: z.object({
    api_name: z.string(),
    content: z.string(),
    url_list: z.array(z.string()).optional(),
    pic_list: z.array(z.string()).optional(),
    video_list: z.array(z.string()).optional(),
  }),
  write: (input: {
    apiName: string;
    content: string;
    urls?: string[];
    pictureIds?: string[];
    videoIds?: string[];
  }) => ({
    api_name: input.apiName,
    content: input.content,
    url_list: input.urls,
    pic_list: input.pictureIds,
    video_list: input.videoIds,
  }),
  response: z.object({ audit_id: idOrNull }),
  read: (answer) => ({ auditId: answer.audit_id }),
});

/** The privacy APIs and the state of their applications. `status` is WeChat's number. */
export const listPrivacyInterfaces = defineCall({
  name: "listPrivacyInterfaces",
  section: "G.3",
  summary: "List privacy APIs and their applications",
  method: "GET",
  path: "/wxa/security/get_privacy_interface",
  token: "account",
  permissionSets: codeSet,
  repeatable: true,
  response: z.object({
    interface_list: list(
      z.object({
        api_name: text,
        api_ch_name: text,
        api_desc: text,
        status: intOrNull,
        audit_id: idOrNull,
        fail_reason: textOrNull,
        apply_time: secondsToMsOrNull.catch(null),
        api_link: textOrNull,
        group_name: textOrNull,
      }),
    ),
  }),
  read: (answer) =>
    answer.interface_list.map((item) => ({
      apiName: item.api_name,
      title: item.api_ch_name,
      desc: item.api_desc,
      status: item.status,
      auditId: item.audit_id,
      failReason: item.fail_reason,
      appliedAt: item.apply_time,
      link: item.api_link,
      groupName: item.group_name,
    })),
});
