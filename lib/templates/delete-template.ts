import { recordAudit } from "#lib/audit/index.ts";
import type { Context } from "#lib/core/context.ts";
import { requirePermission } from "#lib/core/permission.ts";
import { withComponentToken } from "#lib/tokens/index.ts";
import { deleteTemplate as deleteAtWechat, isWechatError } from "#lib/wechat/index.ts";
import { templateError, templateMissing } from "./errors.ts";
import { readLibrary } from "./library.ts";
import { type OfPlatform, platformOf } from "./list-templates.ts";

/** Removes a template from the library. Accounts that run it keep it. @throws AppError template_missing */
export async function deleteTemplate(
  ctx: Context,
  input: OfPlatform & { templateId: string },
): Promise<{ templateId: string }> {
  requirePermission(ctx, "templates.delete");
  const { templateId } = input;
  const componentAppId = await platformOf(ctx, input);
  const { templates } = await readLibrary(ctx, componentAppId, { fresh: true });
  const found = templates.find((template) => template.templateId === templateId);
  if (!found) throw templateMissing(templateId);
  try {
    await withComponentToken(ctx, componentAppId, (componentToken) =>
      deleteAtWechat(ctx.wechat, { componentToken, templateId }),
    );
  } catch (error) {
    // It was there a moment ago: gone now means that a first, unanswered try of this call removed it.
    if (!isWechatError(error, 85064)) throw templateError(error, "template_missing", templateId);
  }
  await readLibrary(ctx, componentAppId, { fresh: true });
  await ctx.store.tx(() =>
    recordAudit(ctx, {
      action: "templates.delete",
      object: { kind: "template", id: templateId, name: found.userVersion },
      componentAppId,
      detail: { version: found.userVersion, description: found.userDesc, sourceName: found.sourceName },
    }),
  );
  return { templateId };
}
