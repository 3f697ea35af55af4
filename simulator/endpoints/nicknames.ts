import { decideLater } from "../account-reviews.ts";
import { seconds } from "../calendar.ts";
import { type Call, type Endpoint, ok } from "../call.ts";
import { infoOf, nickNameOf } from "../identity.ts";
import type { Account, AccountInfo, NickNameReview } from "../model.ts";
import { demand } from "../refusal.ts";
import type { World } from "../world.ts";
import { BANNED_WORDS, INFO, NAMES_A_YEAR } from "./basic-info.ts";
import { numberField, textField } from "./fields.ts";

/** Names: checked, reviewed, then shown (wire G.4). */
export const nicknameEndpoints: readonly Endpoint[] = [
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
        platform: call.platform.index,
        nickName,
        createdAt: seconds(call.now),
        status: 1,
        failReason: "",
        auditedAt: 0,
      };
      info.nickNameReviews.push(review);
      scheduleName(call.world, call.account, info, review);
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

/** Decides a name after the time of a review (wxa_nickname_audit). */
export function scheduleName(world: World, account: Account, info: AccountInfo, review: NickNameReview): void {
  decideLater(world, account, review, [review.nickName], (refused) => {
    review.status = refused ? 2 : 3;
    review.failReason = refused ? "名称与小程序提供的服务不符，请修改后重新提交" : "";
    review.auditedAt = seconds(world.clock.now());
    if (!refused) info.nickName = review.nickName;
    return {
      event: "wxa_nickname_audit",
      fields: { ret: review.status, nickname: review.nickName, reason: review.failReason },
    };
  });
}
