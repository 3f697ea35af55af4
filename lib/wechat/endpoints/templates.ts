import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { idOrNull, idText, intOrNull, list, nothing, secondsToMs, text, textOrNull } from "./fields.ts";
import { wireId } from "./wire-json.ts";

const source = {
  create_time: secondsToMs,
  user_version: text,
  user_desc: text,
  source_miniprogram_appid: text,
  source_miniprogram: text,
  developer: text,
  category_list: list(z.object({ first_id: idOrNull, first_class: text, second_id: idOrNull, second_class: text })),
};

/** A draft 草稿: the last upload of one development Mini Program. `createdAt` in ms. */
export interface Draft {
  draftId: string;
  userVersion: string;
  userDesc: string;
  sourceAppId: string;
  sourceName: string;
  developer: string;
  createdAt: number;
  /** Standard templates only; empty otherwise. */
  categories: TemplateCategory[];
}

export interface TemplateCategory {
  firstId: string;
  firstName: string;
  secondId: string;
  secondName: string;
}

/** A template 模板 in the library of 200. Its id may be "0". `draftId` is null on old ones. */
export interface Template extends Omit<Draft, "draftId"> {
  templateId: string;
  draftId: string | null;
  /** 0 ordinary, 1 standard (retired by WeChat). */
  templateType: number;
  /** Standard templates only: WeChat's number of the scene. */
  auditScene: number | null;
  /** Standard templates only: 0 not submitted, 1 in review, 2 rejected, 3 approved, 4 submitting, 5 failed. */
  auditStatus: number | null;
  reason: string | null;
}

const sourceOf = (item: z.output<z.ZodObject<typeof source>>) => ({
  userVersion: item.user_version,
  userDesc: item.user_desc,
  sourceAppId: item.source_miniprogram_appid,
  sourceName: item.source_miniprogram,
  developer: item.developer,
  createdAt: item.create_time,
  categories: item.category_list.map((category) => ({
    firstId: category.first_id ?? "",
    firstName: category.first_class,
    secondId: category.second_id ?? "",
    secondName: category.second_class,
  })),
});

/** All drafts of the platform's development Mini Programs. */
export const listDrafts = defineCall({
  name: "listDrafts",
  section: "E",
  summary: "List drafts",
  method: "GET",
  path: "/wxa/gettemplatedraftlist",
  token: "component",
  errcodes: [85064],
  repeatable: true,
  response: z.object({ draft_list: list(z.object({ ...source, draft_id: idText })) }),
  read: (answer): Draft[] => answer.draft_list.map((item) => ({ draftId: item.draft_id, ...sourceOf(item) })),
});

/** Puts a draft into the library. WeChat gives no template id: list again to find it. */
export const addToTemplateLibrary = defineCall({
  name: "addToTemplateLibrary",
  section: "E",
  summary: "Add a draft to the template library",
  path: "/wxa/addtotemplate",
  token: "component",
  errcodes: [85064, 85065],
  repeatable: false,
  request: z.object({ draft_id: z.any(), template_type: z.int().optional() }),
  write: (input: { draftId: string; templateType?: number }) => ({
    draft_id: wireId(input.draftId),
    template_type: input.templateType,
  }),
  response: nothing,
  read: () => undefined,
});

/** The template library; with `templateType` only ordinary (0) or standard (1) ones. */
export const listTemplates = defineCall({
  name: "listTemplates",
  section: "E",
  summary: "List the template library",
  method: "GET",
  path: "/wxa/gettemplatelist",
  token: "component",
  errcodes: [43001, 85064],
  repeatable: true,
  query: (input: { templateType?: number }) => ({ template_type: input.templateType }),
  response: z.object({
    template_list: list(
      z.object({
        ...source,
        template_id: idText,
        draft_id: idOrNull,
        template_type: intOrNull,
        audit_scene: intOrNull,
        audit_status: intOrNull,
        reason: textOrNull,
      }),
    ),
  }),
  read: (answer): Template[] =>
    answer.template_list.map((item) => ({
      templateId: item.template_id,
      draftId: item.draft_id,
      ...sourceOf(item),
      templateType: item.template_type ?? 0,
      auditScene: item.audit_scene,
      auditStatus: item.audit_status,
      reason: item.reason,
    })),
});

/** Removes a template. Gone already gives 85064. */
export const deleteTemplate = defineCall({
  name: "deleteTemplate",
  section: "E",
  summary: "Delete a template",
  path: "/wxa/deletetemplate",
  token: "component",
  errcodes: [85064],
  repeatable: true,
  request: z.object({ template_id: z.any() }),
  write: (input: { templateId: string }) => ({ template_id: wireId(input.templateId) }),
  response: nothing,
  read: () => undefined,
});
