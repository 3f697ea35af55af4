import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { withComponentToken } from "#lib/tokens/index.ts";
import { addToTemplateLibrary, errcodeOf, isUnreachable, type Template as WechatTemplate } from "#lib/wechat/index.ts";
import type { Template } from "./contract.ts";
import { templateError } from "./errors.ts";
import { readLibrary } from "./library.ts";
import { describeTemplates, type OfPlatform, platformOf } from "./list-templates.ts";

/**
 * Puts a draft into the library. WeChat gives no id, so the library is read before and after; a lost
 * answer is settled the same way. @returns the templates that are new.
 * @throws AppError draft_missing (85064), template_library_full (85065)
 */
export async function addTemplate(
  ctx: Context,
  input: OfPlatform & { draftId: string },
): Promise<{ items: Template[] }> {
  requirePermission(ctx, "templates.add");
  const componentAppId = await platformOf(ctx, input);
  const before = await readLibrary(ctx, componentAppId, { fresh: true });
  const known = new Set(before.templates.map((template) => template.templateId));
  const newOnes = async () => {
    const after = await readLibrary(ctx, componentAppId, { fresh: true });
    return after.templates.filter(
      (template) => !known.has(template.templateId) && (template.draftId ?? input.draftId) === input.draftId,
    );
  };
  let added: WechatTemplate[];
  try {
    await withComponentToken(ctx, componentAppId, (componentToken) =>
      addToTemplateLibrary(ctx.wechat, { componentToken, draftId: input.draftId }),
    );
    added = await newOnes();
  } catch (error) {
    added = isUnreachable(error) ? await newOnes() : [];
    if (added.length === 0) {
      await record(ctx, componentAppId, input.draftId, [], errcodeOf(error));
      throw templateError(error, "draft_missing", input.draftId);
    }
  }
  await record(ctx, componentAppId, input.draftId, added, null);
  return { items: await describeTemplates(ctx, componentAppId, added) };
}

async function record(
  ctx: Context,
  componentAppId: string,
  draftId: string,
  added: readonly WechatTemplate[],
  errcode: number | null,
): Promise<void> {
  const [first] = added;
  await ctx.store.tx(() =>
    recordAudit(ctx, {
      action: "templates.add",
      outcome: first ? "done" : errcode === null ? "done" : "failed",
      object: first
        ? { kind: "template", id: first.templateId, name: first.userVersion }
        : { kind: "draft", id: draftId },
      componentAppId,
      detail: {
        draftId,
        templateIds: added.map((template) => template.templateId),
        version: first?.userVersion ?? null,
        ...(errcode === null ? {} : { errcode }),
      },
    }),
  );
}
