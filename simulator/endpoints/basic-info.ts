import { monthOf, seconds } from "../calendar.ts";
import { type Call, type Endpoint, ok } from "../call.ts";
import { infoOf, nickNameOf, principalNameOf, signatureOf } from "../identity.ts";
import type { Account, AccountInfo, NickNameReview } from "../model.ts";
import { pushAccountEvent } from "../pushes.ts";
import { fraction } from "../random.ts";
import { demand } from "../refusal.ts";
import { profileAt } from "../seed/profile.ts";
import type { World } from "../world.ts";
import { programOf } from "./code.ts";
import { numberField, textField } from "./fields.ts";

const INFO = { token: "account", sets: [3, 30] } as const;
const NAMES_A_YEAR = 2;
const CHANGES_A_MONTH = 5;
const BANNED_WORDS = /微信|腾讯|官方认证|国家级/;

/** Names, picture, introduction (wire G.4). */
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
    sets: [30],
    accountKind: "mini_program",
    path: "/wxa/setnickname",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const nickName = textField(call.body, "nick_name", 53010);
      checkName(call, nickName);
      const info = infoOf(call.account);
      demand(info.nickNameChanges < NAMES_A_YEAR, 53203);
      demand(!info.nickNameReviews.some((review) => review.status === 1), 91019);
      info.nickNameChanges++;
      const review: NickNameReview = {
        auditId: 600_000_000 + call.world.sequence++,
        nickName,
        createdAt: seconds(call.now),
        status: 1,
        failReason: "",
        auditedAt: 0,
      };
      info.nickNameReviews.push(review);
      scheduleName(call, info, review);
      return ok({ wording: "", audit_id: review.auditId });
    },
  },
  {
    ...INFO,
    sets: [30],
    accountKind: "mini_program",
    path: "/wxa/api_wxa_querynickname",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const auditId = numberField(call.body, "audit_id", 91011);
      const review = call.account.info?.nickNameReviews.find((one) => one.auditId === auditId);
      demand(review, 91011);
      return ok({
        nickname: review.nickName,
        audit_stat: review.status,
        fail_reason: review.failReason,
        create_time: review.createdAt,
        audit_time: review.auditedAt,
      });
    },
  },
  {
    token: "account",
    sets: [3, 31],
    path: "/cgi-bin/wxverify/checkwxverifynickname",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const name = textField(call.body, "nick_name", 53010);
      demand(isName(name), 53010);
      demand(!BANNED_WORDS.test(name), 53012);
      const taken = holderOfName(call.world, name, call.account);
      demand(taken === undefined || sameOwner(call.account, taken), 53013);
      const protectedWord = /大学|银行|医院|学校/.exec(name)?.[0];
      return ok({
        hit_condition: protectedWord !== undefined,
        wording: protectedWord ? `名称含“${protectedWord}”，需要提供相应的资质证明` : "",
      });
    },
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

/** 4 to 30 units, a Chinese character counting two. */
function isName(name: string): boolean {
  const length = [...name].reduce((sum, char) => sum + (char.charCodeAt(0) < 128 ? 1 : 2), 0);
  return length >= 4 && length <= 30 && /^[\p{L}\p{N}（）()·&+\- ]+$/u.test(name);
}

function checkName(call: Call, name: string): void {
  demand(isName(name), 53010);
  demand(!BANNED_WORDS.test(name), 53012);
  const holder = holderOfName(call.world, name, call.account);
  demand(holder === undefined || sameOwner(call.account, holder), 91007);
}

/** Only one Mini Program may bear a name; the same owner's Official Account may share it. */
function holderOfName(world: World, name: string, except: Account): Account | undefined {
  return world.accounts.find((one) => one !== except && nickNameOf(world, one) === name);
}

function sameOwner(account: Account, other: Account): boolean {
  return account.principal === other.principal && account.kind !== other.kind;
}

function scheduleName(call: Call, info: AccountInfo, review: NickNameReview): void {
  const { world, platform, account } = call;
  world.clock.after(world.settings.reviewSeconds * 1000, () => {
    const refused = fraction(world.seed, account.appid, review.nickName) < world.settings.rejectRate;
    review.status = refused ? 2 : 3;
    review.failReason = refused ? "名称与小程序提供的服务不符，请修改后重新提交" : "";
    review.auditedAt = seconds(world.clock.now());
    if (!refused) info.nickName = review.nickName;
    pushAccountEvent(world, platform, account, "wxa_nickname_audit", {
      ret: review.status,
      nickname: review.nickName,
      reason: review.failReason,
    });
  });
}

function knownMedia(call: Call, mediaId: string): boolean {
  const media = programOf(call, "peek").media.get(mediaId);
  return media !== undefined && media.expiresAt > call.now && media.type === "image";
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
      modify_used_count: account.info?.signatureChanges ?? 0,
      modify_quota: CHANGES_A_MONTH,
    },
    head_image_info: {
      head_image_url: account.info?.headImage ?? `${world.publicUrl}/_sim/logo/${account.appid}.svg`,
      modify_used_count: account.info?.headImageChanges ?? 0,
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
