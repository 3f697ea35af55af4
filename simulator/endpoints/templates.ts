import { seconds } from "../calendar.ts";
import { type Call, type Endpoint, ok } from "../call.ts";
import type { Draft, Template } from "../model.ts";
import { demand } from "../refusal.ts";
import { numberField } from "./fields.ts";

const LIBRARY_SIZE = 200;

/** Drafts and the template library of a platform (wire E). */
export const templateEndpoints: readonly Endpoint[] = [
  {
    path: "/wxa/gettemplatedraftlist",
    methods: ["GET"],
    token: "component",
    handle: ({ platform }) => ok({ draft_list: platform.drafts.map(draftShape) }),
  },
  {
    path: "/wxa/addtotemplate",
    methods: ["POST"],
    token: "component",
    body: "required",
    handle(call) {
      const { platform } = call;
      const draftId = numberField(call.body, "draft_id", 85064);
      const draft = platform.drafts.find((one) => one.draftId === draftId);
      demand(draft, 85064);
      demand(platform.templates.length < LIBRARY_SIZE, 85065);
      const templateType = Number(call.body.template_type ?? 0) === 1 ? 1 : 0;
      const templateId = platform.nextTemplateId++;
      platform.templates.push({ ...draft, templateId, templateType, createdAt: call.now });
      return ok();
    },
  },
  {
    path: "/wxa/gettemplatelist",
    methods: ["GET"],
    token: "component",
    body: "optional",
    handle(call) {
      const type = wantedType(call);
      const list = call.platform.templates.filter((one) => type === null || one.templateType === type);
      return ok({ template_list: list.map(templateShape) });
    },
  },
  {
    path: "/wxa/deletetemplate",
    methods: ["POST"],
    token: "component",
    body: "required",
    handle(call) {
      const { templates } = call.platform;
      const templateId = numberField(call.body, "template_id", 85064);
      const place = templates.findIndex((one) => one.templateId === templateId);
      demand(place >= 0, 85064);
      templates.splice(place, 1);
      return ok();
    },
  },
];

/** The filter comes in the query or, as one doc table has it, in the body of the GET. */
function wantedType(call: Call): number | null {
  const value = call.query.get("template_type") ?? call.body.template_type;
  return value === undefined || value === null || value === "" ? null : Number(value);
}

function draftShape(draft: Draft) {
  return {
    create_time: seconds(draft.createdAt),
    user_version: draft.userVersion,
    user_desc: draft.userDesc,
    draft_id: draft.draftId,
    source_miniprogram_appid: draft.sourceAppid,
    source_miniprogram: draft.sourceName,
    developer: draft.developer,
    category_list: [],
  };
}

function templateShape(template: Template) {
  const standard = template.templateType === 1;
  return {
    ...draftShape(template),
    template_id: template.templateId,
    template_type: template.templateType,
    category_list: [],
    ...(standard && { audit_scene: 0, audit_status: 0, reason: "" }),
  };
}
