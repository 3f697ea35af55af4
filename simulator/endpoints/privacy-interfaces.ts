import { decideLater } from "../account-reviews.ts";
import { seconds } from "../calendar.ts";
import { type Endpoint, ok } from "../call.ts";
import type { PrivacyInterface } from "../mini-program-model.ts";
import type { Account } from "../model.ts";
import { demand } from "../refusal.ts";
import type { World } from "../world.ts";
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
        platform: call.platform.index,
        auditId: 500_000_000 + call.world.sequence++,
        status: 3,
        applyTime: seconds(call.now),
        failReason: "",
      };
      privacyInterfaces.set(apiName, applied);
      scheduleInterface(call.world, call.account, applied);
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

/** Decides an application after the time of a review (wxa_privacy_apply). */
export function scheduleInterface(world: World, account: Account, applied: PrivacyInterface): void {
  decideLater(world, account, applied, [applied.apiName], (refused) => {
    applied.status = refused ? 4 : 5;
    applied.failReason = refused ? "申请内容与小程序使用场景不符，请补充截图后重新申请" : "";
    const result_info = {
      api_name: applied.apiName,
      apply_time: applied.applyTime,
      audit_id: applied.auditId,
      audit_time: seconds(world.clock.now()),
      reason: applied.failReason,
      status: applied.status,
    };
    return { event: "wxa_privacy_apply", fields: { result_info } };
  });
}
