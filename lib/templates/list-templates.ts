import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { defaultPlatform, findPlatform } from "#lib/platforms/index.ts";
import { withComponentToken } from "#lib/tokens/index.ts";
import { listDrafts as fetchDrafts, type Template as WechatTemplate } from "#lib/wechat/index.ts";
import type { Draft, Template } from "./contract.ts";
import { libraryCapacity } from "./errors.ts";
import { readLibrary } from "./library.ts";
import { countTemplateLives } from "./store.ts";

export interface OfPlatform {
  componentAppId?: string;
}

/** The drafts of the platform's development Mini Programs, newest first. */
export async function listDrafts(ctx: Context, input: OfPlatform): Promise<Draft[]> {
  requirePermission(ctx, "templates.read");
  const componentAppId = await platformOf(ctx, input);
  const drafts = await withComponentToken(ctx, componentAppId, (componentToken) =>
    fetchDrafts(ctx.wechat, { componentToken }),
  );
  return drafts
    .map((draft) => ({ ...sourceOf(draft), draftId: draft.draftId }))
    .sort((a, b) => b.createdAt - a.createdAt);
}

/** The library, newest first, with how many of our accounts run each template. */
export async function listTemplates(ctx: Context, input: OfPlatform) {
  requirePermission(ctx, "templates.read");
  const componentAppId = await platformOf(ctx, input);
  const { templates, readAt } = await readLibrary(ctx, componentAppId);
  return { items: await describeTemplates(ctx, componentAppId, templates), capacity: libraryCapacity, readAt };
}

export async function describeTemplates(
  ctx: Context,
  componentAppId: string,
  templates: readonly WechatTemplate[],
): Promise<Template[]> {
  const lives = await countTemplateLives(ctx.store, componentAppId);
  return templates
    .map((template) => ({
      ...sourceOf(template),
      templateId: template.templateId,
      liveOn: lives.get(template.templateId) ?? 0,
    }))
    .sort((a, b) => b.createdAt - a.createdAt || (a.templateId < b.templateId ? 1 : -1));
}

/** The platform meant: the one named, or the first. @throws AppError platform_not_found, platform_none */
export async function platformOf(ctx: Context, input: OfPlatform): Promise<string> {
  const { componentAppId } = input;
  const platform = componentAppId ? await findPlatform(ctx, componentAppId) : await defaultPlatform(ctx);
  return platform.componentAppId;
}

function sourceOf(
  item: Omit<
    WechatTemplate,
    "templateId" | "draftId" | "templateType" | "categories" | "auditScene" | "auditStatus" | "reason"
  >,
) {
  return {
    version: item.userVersion,
    description: item.userDesc,
    sourceName: item.sourceName,
    sourceAppId: item.sourceAppId,
    developer: item.developer,
    createdAt: item.createdAt,
  };
}
