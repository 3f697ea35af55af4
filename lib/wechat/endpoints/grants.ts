import * as z from "zod";
import { flagOrNull, int, list, part, textOrNull } from "./fields.ts";

const confirmInfo = part({ need_confirm: flagOrNull, already_confirm: flagOrNull, can_confirm: flagOrNull });

/** `func_info`: what the merchant granted. Entries without a readable id are left out. */
export const funcInfo = list(
  z.object({
    funcscope_category: part({ id: int }),
    confirm_info: confirmInfo,
  }),
);

/** The account that `authorization_info` is about: two of WeChat's pages spell the field their own way. */
export const grantAppId = { authorizer_appid: textOrNull, authorization_appid: textOrNull, appid: textOrNull };

/** The account's id by whichever of its names is filled. */
export function appIdIn(grant: z.output<z.ZodObject<typeof grantAppId>>): string | null {
  return grant.authorizer_appid ?? grant.authorization_appid ?? grant.appid;
}

/** One granted permission set; the three flags only when WeChat sends confirm_info. */
export interface GrantedPermissionSet {
  id: number;
  needConfirm?: boolean;
  alreadyConfirmed?: boolean;
  canConfirm?: boolean;
}

/** `func_info` in our words. */
export function grantedSets(entries: z.output<typeof funcInfo>): GrantedPermissionSet[] {
  return entries.flatMap(({ funcscope_category, confirm_info }) => {
    if (!funcscope_category) return [];
    if (!confirm_info) return [{ id: funcscope_category.id }];
    return [
      {
        id: funcscope_category.id,
        needConfirm: confirm_info.need_confirm ?? false,
        alreadyConfirmed: confirm_info.already_confirm ?? false,
        canConfirm: confirm_info.can_confirm ?? false,
      },
    ];
  });
}
