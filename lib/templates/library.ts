import type { Context } from "#lib/core/context.ts";
import { once } from "#lib/core/once.ts";
import { withComponentToken } from "#lib/tokens/index.ts";
import { listTemplates as fetchTemplates, type Template as WechatTemplate } from "#lib/wechat/index.ts";

/** WeChat holds the library; a few seconds old is good enough for a list. */
const freshMs = 5_000;

interface Reading {
  readAt: number;
  templates: Promise<WechatTemplate[]>;
}

// By store, so that two installations in one process (tests) never see each other's library.
const readings = () => once("templates.readings", () => new WeakMap<Context["store"], Map<string, Reading>>());

/** The platform's library, read through; `fresh` asks WeChat in any case. */
export async function readLibrary(
  ctx: Context,
  componentAppId: string,
  options: { fresh?: boolean } = {},
): Promise<{ templates: WechatTemplate[]; readAt: number }> {
  const all = readings();
  const mine = all.get(ctx.store) ?? new Map<string, Reading>();
  all.set(ctx.store, mine);
  const now = ctx.clock.now();
  let reading = mine.get(componentAppId);
  if (!reading || options.fresh || Math.abs(now - reading.readAt) >= freshMs) {
    const templates = withComponentToken(ctx, componentAppId, (componentToken) =>
      fetchTemplates(ctx.wechat, { componentToken }),
    );
    const begun: Reading = { readAt: now, templates };
    templates.catch(() => mine.get(componentAppId) === begun && mine.delete(componentAppId));
    mine.set(componentAppId, begun);
    reading = begun;
  }
  return { templates: await reading.templates, readAt: reading.readAt };
}

/** One template, for other domains (no permission asked); null when the library does not have it. */
export async function findTemplate(
  ctx: Context,
  input: { componentAppId: string; templateId: string },
): Promise<WechatTemplate | null> {
  const same = (template: WechatTemplate) => template.templateId === input.templateId;
  const cached = (await readLibrary(ctx, input.componentAppId)).templates.find(same);
  if (cached) return cached;
  return (await readLibrary(ctx, input.componentAppId, { fresh: true })).templates.find(same) ?? null;
}
