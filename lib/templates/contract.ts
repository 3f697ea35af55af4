import * as z from "zod";
import { componentAppId, procedure, timeMs } from "#lib/core/contract.ts";

export const draft = z.object({
  draftId: z.string(),
  version: z.string(),
  description: z.string(),
  sourceName: z.string(),
  sourceAppId: z.string(),
  developer: z.string(),
  createdAt: timeMs,
});
export type Draft = z.infer<typeof draft>;

export const template = z.object({
  templateId: z.string(),
  version: z.string(),
  description: z.string(),
  sourceName: z.string(),
  sourceAppId: z.string(),
  developer: z.string(),
  createdAt: timeMs,
  /** Accounts of ours on which this template's version is live. */
  liveOn: z.int(),
});
export type Template = z.infer<typeof template>;

const platform = z.object({ componentAppId: componentAppId.optional() });

export const templatesContract = {
  drafts: procedure("templates.read").route({ method: "GET", path: "/drafts" }).input(platform).output(z.array(draft)),
  list: procedure("templates.read")
    .route({ method: "GET", path: "/templates" })
    .input(platform)
    .output(z.object({ items: z.array(template), capacity: z.int(), readAt: timeMs })),
  add: procedure("templates.add")
    .route({ method: "POST", path: "/drafts/{draftId}/add" })
    .input(platform.extend({ draftId: z.string().max(32) }))
    .output(z.object({ items: z.array(template) })),
  delete: procedure("templates.delete")
    .route({ method: "DELETE", path: "/templates/{templateId}" })
    .input(platform.extend({ templateId: z.string().max(32) }))
    .output(z.object({ templateId: z.string() })),
};
