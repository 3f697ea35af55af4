import { implement } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { addTemplate } from "./add-template.ts";
import { templatesContract } from "./contract.ts";
import { deleteTemplate } from "./delete-template.ts";
import { listDrafts, listTemplates } from "./list-templates.ts";

const os = implement(templatesContract).$context<Context>();

export const templatesRouter = os.router({
  drafts: os.drafts.handler(({ context, input }) => listDrafts(context, input)),
  list: os.list.handler(({ context, input }) => listTemplates(context, input)),
  add: os.add.handler(({ context, input }) => addTemplate(context, input)),
  delete: os.delete.handler(({ context, input }) => deleteTemplate(context, input)),
});
