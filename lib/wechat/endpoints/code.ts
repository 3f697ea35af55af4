import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { idOrNull, idText, list, nothing, text, textOrNull } from "./fields.ts";
import { wireId } from "./wire-json.ts";

const codeSet = [18];

/**
 * Uploads a template's code to the account. `extJson` is JSON in a string. Doing it again changes no
 * code but restarts the privacy scan, so it is never repeated by itself.
 */
export const commitCode = defineCall({
  name: "commitCode",
  section: "F.1",
  summary: "Commit a template's code to the account",
  path: "/wxa/commit",
  token: "account",
  permissionSets: codeSet,
  errcodes: [
    80066, 80067, 80082, 85013, 85014, 85043, 85044, 85045, 85046, 85047, 85048, 85310, 85311, 85312, 9402202, 9402203,
  ],
  repeatable: false,
  request: z.object({ template_id: z.any(), ext_json: z.string(), user_version: z.string(), user_desc: z.string() }),
  write: (input: { templateId: string; extJson: string; userVersion: string; userDesc: string }) => ({
    template_id: wireId(input.templateId),
    ext_json: input.extJson,
    user_version: input.userVersion,
    user_desc: input.userDesc,
  }),
  response: nothing,
  read: () => undefined,
});

/** The page paths of the committed code. */
export const getPages = defineCall({
  name: "getPages",
  section: "F.1",
  summary: "List the pages of the committed code",
  method: "GET",
  path: "/wxa/get_page",
  token: "account",
  permissionSets: codeSet,
  errcodes: [86000, 86001],
  repeatable: true,
  response: z.object({ page_list: list(text) }),
  read: (answer) => answer.page_list,
});

/** A configured category, in the shape `submitReview` takes. */
export interface ReviewCategory {
  firstId: string;
  firstName: string;
  secondId: string;
  secondName: string;
  thirdId?: string;
  thirdName?: string;
}

/** The categories the account may name when it submits for review. */
export const getCategories = defineCall({
  name: "getCategories",
  section: "F.1",
  summary: "List the categories usable for review",
  method: "GET",
  path: "/wxa/get_category",
  token: "account",
  permissionSets: codeSet,
  repeatable: true,
  response: z.object({
    category_list: list(
      z.object({
        first_class: text,
        second_class: text,
        third_class: textOrNull,
        first_id: idText,
        second_id: idText,
        third_id: idOrNull,
      }),
    ),
  }),
  read: (answer): ReviewCategory[] =>
    answer.category_list.map((item) => ({
      firstId: item.first_id,
      firstName: item.first_class,
      secondId: item.second_id,
      secondName: item.second_class,
      ...(item.third_class !== null && item.third_id ? { thirdId: item.third_id, thirdName: item.third_class } : {}),
    })),
});

/** The QR code of the trial version, as the bytes of a JPEG. `path` is a page with its query. */
export const getTrialQrCode = defineCall({
  name: "getTrialQrCode",
  section: "F.1",
  summary: "Draw the QR code of the trial version",
  method: "GET",
  path: "/wxa/get_qrcode",
  token: "account",
  permissionSets: [18, 86],
  errcodes: [40001, 40014],
  repeatable: true,
  answer: "image",
  query: (input: { path?: string }) => ({ path: input.path }),
  response: z.any(),
  read: (answer) => answer as Buffer,
});

/** What the privacy scan found. 61039 while it runs (ask again after a minute), 61040 when it refuses. */
export const getCodePrivacyInfo = defineCall({
  name: "getCodePrivacyInfo",
  section: "F.1",
  summary: "Read the result of the privacy scan",
  method: "GET",
  path: "/wxa/security/get_code_privacy_info",
  token: "account",
  permissionSets: codeSet,
  errcodes: [61039, 61040],
  repeatable: true,
  response: z.object({ without_auth_list: list(text), without_conf_list: list(text) }),
  read: (answer) => ({ withoutAuth: answer.without_auth_list, withoutConf: answer.without_conf_list }),
});
