import { seconds } from "../calendar.ts";
import { type Call, type Endpoint, type Json, ok } from "../call.ts";
import type { PrivacyInterface } from "../model.ts";
import { pushAccountEvent } from "../pushes.ts";
import { base64url, fraction } from "../random.ts";
import { demand, refuse } from "../refusal.ts";
import { DEVELOPMENT, programOf } from "./code.ts";
import { isRecord, textField } from "./fields.ts";

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

/** Interfaces that need an approved application. */
const INTERFACES: Readonly<Record<string, string>> = {
  "wx.getFuzzyLocation": "获取模糊位置",
  "wx.getLocation": "获取当前的地理位置",
  "wx.onLocationChange": "监听实时位置变化",
  "wx.startLocationUpdate": "前台接收位置消息",
  "wx.startLocationUpdateBackground": "前后台接收位置消息",
  "wx.chooseLocation": "打开地图选择位置",
  "wx.choosePoi": "打开 POI 列表选择位置",
  "wx.chooseAddress": "获取用户收货地址",
};

/** Privacy guide and privacy interfaces (wire G.3). */
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
        demand(call.body.setting_list === undefined, 47001);
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
      demand(file.fileName.endsWith(".txt"), 40005);
      return ok({
        ext_file_media_id: base64url(64, call.world.seed, "ext-file", call.world.sequence++),
      });
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/security/apply_privacy_interface",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const apiName = textField(call.body, "api_name", 40097);
      demand(Object.hasOwn(INTERFACES, apiName), 40097);
      textField(call.body, "content", 40097);
      const { privacyInterfaces } = programOf(call);
      const old = privacyInterfaces.get(apiName);
      demand(old?.status !== 3 && old?.status !== 5, 40097, "the interface is granted or being reviewed");
      const applied: PrivacyInterface = {
        apiName,
        auditId: 500_000_000 + call.world.sequence++,
        status: 3,
        applyTime: seconds(call.now),
        failReason: "",
      };
      privacyInterfaces.set(apiName, applied);
      scheduleAnswer(call, applied);
      return ok({ audit_id: applied.auditId });
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/security/get_privacy_interface",
    methods: ["GET"],
    handle(call) {
      const { privacyInterfaces } = programOf(call, "peek");
      return ok({
        interface_list: Object.entries(INTERFACES).map(([apiName, label]) => {
          const one = privacyInterfaces.get(apiName);
          return {
            api_name: apiName,
            api_ch_name: label,
            api_desc: label,
            status: one?.status ?? 1,
            ...(one && { apply_time: one.applyTime, audit_id: one.auditId }),
            ...(one?.failReason && { fail_reason: one.failReason }),
            api_link: "",
            group_name: "地理位置",
          };
        }),
      });
    },
  },
];

function versionIn(call: Call): 1 | 2 {
  const version = call.body.privacy_ver ?? 2;
  if (version !== 1 && version !== 2) refuse(86071);
  return version;
}

function ownerIn(call: Call): Json {
  const owner = call.body.owner_setting;
  demand(isRecord(owner), 86069);
  demand(typeof owner.notice_method === "string" && owner.notice_method !== "", 86069);
  demand(
    CONTACTS.some((name) => typeof owner[name] === "string" && owner[name] !== ""),
    86069,
  );
  const period = owner.store_expire_timestamp;
  demand(period === undefined || period === "" || /^\d+天$/.test(String(period)), 86072);
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

/** Nine applications in ten are granted, once the time of a review has passed. */
function scheduleAnswer(call: Call, applied: PrivacyInterface): void {
  const { world, platform, account } = call;
  world.clock.after(world.settings.reviewSeconds * 1000, () => {
    const refused = fraction(world.seed, account.appid, applied.apiName) < world.settings.rejectRate;
    applied.status = refused ? 4 : 5;
    applied.failReason = refused ? "申请内容与小程序使用场景不符，请补充截图后重新申请" : "";
    pushAccountEvent(world, platform, account, "wxa_privacy_apply", {
      result_info: {
        api_name: applied.apiName,
        apply_time: applied.applyTime,
        audit_id: applied.auditId,
        audit_time: seconds(world.clock.now()),
        reason: applied.failReason,
        status: applied.status,
      },
    });
  });
}
