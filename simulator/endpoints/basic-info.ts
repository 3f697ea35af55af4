import { monthOf, seconds } from "../calendar.ts";
import { type Call, type Endpoint, ok } from "../call.ts";
import { infoOf, nickNameOf, principalNameOf, signatureOf } from "../identity.ts";
import type { AccountInfo } from "../model.ts";
import { demand } from "../refusal.ts";
import { profileAt } from "../seed/profile.ts";
import { programOf } from "./code.ts";
import { textField } from "./fields.ts";

export const INFO = { token: "account", sets: [3, 30] } as const;
export const NAMES_A_YEAR = 2;
const CHANGES_A_MONTH = 5;
export const BANNED_WORDS = /微信|腾讯|官方认证|国家级/;

/** Basic info, picture, introduction (wire G.4). */
export const basicInfoEndpoints: readonly Endpoint[] = [
  {
    ...INFO,
    path: "/cgi-bin/account/getaccountbasicinfo",
    methods: ["POST", "GET"],
    body: "optional",
    handle: (call) => ok(basicInfo(call)),
  },
  {
    ...INFO,
    path: "/cgi-bin/account/modifyheadimage",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const mediaId = textField(call.body, "head_img_media_id", 40007);
      demand(knownMedia(call, mediaId), 40007);
      for (const side of ["x1", "y1", "x2", "y2"]) {
        const place = Number(call.body[side] ?? 0);
        demand(place >= 0 && place <= 1, 40097);
      }
      const info = thisMonth(call);
      demand(info.headImageChanges < CHANGES_A_MONTH, 53202);
      info.headImageChanges++;
      info.headImage = `${call.world.publicUrl}/_sim/logo/${call.account.appid}.svg?v=${info.headImageChanges}`;
      return ok();
    },
  },
  {
    ...INFO,
    path: "/cgi-bin/account/modifysignature",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const signature = textField(call.body, "signature", 53201);
      demand(!BANNED_WORDS.test(signature), 53201);
      demand(signature.length >= 4 && signature.length <= 120, 40097);
      const info = thisMonth(call);
      demand(info.signatureChanges < CHANGES_A_MONTH, 53200);
      info.signatureChanges++;
      info.signature = signature;
      return ok();
    },
  },
];

function knownMedia(call: Call, mediaId: string): boolean {
  const media = programOf(call, "peek").media.get(mediaId);
  return media !== undefined && media.expiresAt > call.now && media.type === "image";
}

/** Changes so far this month, without keeping anything. */
function changesThisMonth({ account, now }: Call) {
  const { info } = account;
  const current = info?.changesMonth === monthOf(now) ? info : undefined;
  return { signature: current?.signatureChanges ?? 0, headImage: current?.headImageChanges ?? 0 };
}

function thisMonth(call: Call): AccountInfo {
  const info = infoOf(call.account);
  const month = monthOf(call.now);
  if (info.changesMonth !== month) {
    Object.assign(info, { changesMonth: month, headImageChanges: 0, signatureChanges: 0 });
  }
  return info;
}

function basicInfo(call: Call) {
  const { world, account } = call;
  const profile = profileAt(world.seed, account.index);
  const verified = profile.verifyType === 0;
  const changes = changesThisMonth(call);
  const begin = seconds(call.now) + 86_400 * 200;
  return {
    appid: account.appid,
    account_type: account.kind === "mini_program" ? 3 : profile.serviceType === 2 ? 2 : 1,
    principal_type: profile.principal.type,
    principal_name: principalNameOf(world, account),
    credential: profile.principal.creditCode,
    realname_status: 1,
    nickname: nickNameOf(world, account),
    wx_verify_info: {
      qualification_verify: verified,
      naming_verify: verified,
      ...(verified && {
        annual_review: true,
        annual_review_begin_time: begin,
        annual_review_end_time: begin + 86_400 * 90,
      }),
    },
    signature_info: {
      signature: signatureOf(world, account),
      modify_used_count: changes.signature,
      modify_quota: CHANGES_A_MONTH,
    },
    head_image_info: {
      head_image_url: account.info?.headImage ?? `${world.publicUrl}/_sim/logo/${account.appid}.svg`,
      modify_used_count: changes.headImage,
      modify_quota: CHANGES_A_MONTH,
    },
    nickname_info: {
      nickname: nickNameOf(world, account),
      modify_used_count: account.info?.nickNameChanges ?? 0,
      modify_quota: NAMES_A_YEAR,
    },
    registered_country: 1017,
    customer_type: profile.principal.type,
  };
}
