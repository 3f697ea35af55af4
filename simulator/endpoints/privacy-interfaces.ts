import { seconds } from "../calendar.ts";
import { type Call, type Endpoint, ok } from "../call.ts";
import type { PrivacyInterface } from "../mini-program-model.ts";
import { pushAccountEvent } from "../pushes.ts";
import { fraction } from "../random.ts";
import { demand } from "../refusal.ts";
import { DEVELOPMENT, programOf } from "./code.ts";
import { textField } from "./fields.ts";

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

const MAX_CONTENT = 300;

/** Applications for privacy interfaces (wire G.3). */
export const privacyInterfaceEndpoints: readonly Endpoint[] = [
  {
    ...DEVELOPMENT,
    path: "/wxa/security/apply_privacy_interface",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const apiName = textField(call.body, "api_name", 40097);
      demand(Object.hasOwn(INTERFACES, apiName), 40097);
      demand(textField(call.body, "content", 40097).length <= MAX_CONTENT, 40097);
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
