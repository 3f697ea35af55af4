import { seconds } from "../calendar.ts";
import { type Call, type Endpoint, type Json, ok } from "../call.ts";
import { base64url } from "../random.ts";
import { demand, refuse } from "../refusal.ts";
import { DEVELOPMENT, programOf } from "./code.ts";
import { isRecord, numberField } from "./fields.ts";

/** privacy_key → what it is called in the guide (wire G.3). */
const LABELS: Readonly<Record<string, string>> = {
  UserInfo: "用户信息（微信昵称、头像）",
  Location: "位置信息",
  Address: "地址",
  Invoice: "发票信息",
  RunData: "微信运动数据",
  Record: "麦克风",
  Album: "选中的照片或视频信息",
  Camera: "摄像头",
  PhoneNumber: "手机号码",
  Contact: "通讯录（仅写入）权限",
  DeviceInfo: "设备信息",
  EXIDNumber: "身份证号码",
  EXOrderInfo: "订单信息",
  EXUserPublishContent: "发布内容",
  EXUserFollowAcct: "所关注账号",
  EXUserOpLog: "操作日志",
  AlbumWriteOnly: "相册（仅写入）权限",
  LicensePlate: "车牌号",
  BlueTooth: "蓝牙",
  CalendarWriteOnly: "日历（仅写入）权限",
  Email: "邮箱",
  MessageFile: "选中的文件",
};
const CONTACTS = ["contact_email", "contact_phone", "contact_qq", "contact_weixin"] as const;
const MAX_EXT_FILE_BYTES = 102_400;

/** The privacy guide (wire G.3). */
export const privacyEndpoints: readonly Endpoint[] = [
  {
    ...DEVELOPMENT,
    path: "/cgi-bin/component/setprivacysetting",
    methods: ["POST"],
    body: "required",
    keepsEscapes: true,
    handle(call) {
      const version = versionIn(call);
      const owner = ownerIn(call);
      const program = programOf(call);
      if (version === 1) {
        demand(program.privacyLive, 86074);
        const list = call.body.setting_list ?? [];
        demand(Array.isArray(list) && list.length === 0, 47001);
        program.privacyLive = { ...program.privacyLive, owner, updatedAt: seconds(call.now) };
        return ok();
      }
      const { sdk_privacy_info_list: sdks } = call.body;
      program.privacyDev = {
        owner,
        settings: settingsIn(call),
        sdks: Array.isArray(sdks) ? sdks : [],
        updatedAt: seconds(call.now),
      };
      return ok();
    },
  },
  {
    ...DEVELOPMENT,
    path: "/cgi-bin/component/getprivacysetting",
    methods: ["POST"],
    body: "optional",
    handle(call) {
      const version = versionIn(call);
      const program = programOf(call, "peek");
      const setting = version === 1 ? program.privacyLive : program.privacyDev;
      if (version === 1) demand(setting, 86074);
      return ok({
        code_exist: program.committed ? 1 : 0,
        privacy_list: program.committed?.code.privacyKeys ?? [],
        setting_list: (setting?.settings ?? []).map((one) => ({
          ...one,
          privacy_label: LABELS[one.privacy_key] ?? one.privacy_key,
        })),
        update_time: setting?.updatedAt ?? 0,
        owner_setting: setting?.owner ?? {},
        privacy_desc: {
          privacy_desc_list: Object.entries(LABELS).map(([privacy_key, privacy_desc]) => ({
            privacy_key,
            privacy_desc,
          })),
        },
        sdk_privacy_info_list: setting?.sdks ?? [],
      });
    },
  },
  {
    ...DEVELOPMENT,
    path: "/cgi-bin/component/uploadprivacyextfile",
    methods: ["POST"],
    body: "multipart",
    handle(call) {
      const file = call.uploads[0];
      demand(file, 41005);
      demand(file.bytes.length > 0, 44001);
      demand(file.bytes.length <= MAX_EXT_FILE_BYTES, 40006);
      demand(file.fileName.toLowerCase().endsWith(".txt"), 40005);
      return ok({
        ext_file_media_id: base64url(64, call.world.seed, "ext-file", call.world.sequence++),
      });
    },
  },
];

function versionIn(call: Call): 1 | 2 {
  const version = numberField({ privacy_ver: call.body.privacy_ver ?? 2 }, "privacy_ver", 86071);
  if (version !== 1 && version !== 2) refuse(86071);
  return version;
}

function ownerIn(call: Call): Json {
  const owner = call.body.owner_setting;
  demand(isRecord(owner), 86069);
  demand(typeof owner.notice_method === "string" && owner.notice_method !== "", 86069);
  demand(
    CONTACTS.some((name) => owner[name] !== undefined && owner[name] !== null && owner[name] !== ""),
    86069,
  );
  const period = owner.store_expire_timestamp;
  demand(period === undefined || period === null || period === "" || /^\d+天$/.test(String(period)), 86072);
  return owner;
}

function settingsIn(call: Call) {
  const list = call.body.setting_list;
  demand(Array.isArray(list), 47001);
  return list.map((one) => {
    demand(isRecord(one) && Object.hasOwn(LABELS, String(one.privacy_key)), 47001);
    demand(typeof one.privacy_text === "string", 47001);
    return { privacy_key: String(one.privacy_key), privacy_text: one.privacy_text };
  });
}
