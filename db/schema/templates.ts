import type { Kit } from "#db/kit.ts";

/**
 * WeChat holds the library; here is only what it does not tell: on which account which template went
 * live by our hand. One row an account, replaced by each release.
 */
export function defineTemplates(kit: Kit) {
  const templateLives = kit.table(
    "template_lives",
    {
      appId: kit.text("app_id").primaryKey(),
      componentAppId: kit.text("component_app_id").notNull(),
      templateId: kit.text("template_id").notNull(),
      version: kit.text("version").notNull(),
      releasedAt: kit.time("released_at").notNull(),
    },
    (table) => [kit.index("template_lives_template").on(table.componentAppId, table.templateId)],
  );
  return { templateLives };
}
