import { AppError } from "#lib/core/errors.ts";
import { isWechatError } from "#lib/wechat/index.ts";

export type TemplateErrorCode = "template_missing" | "draft_missing" | "template_library_full";

export const libraryCapacity = 200;

/** 85064 and 85065 in our words, with WeChat's code and rid; anything else is passed on. */
export function templateError(error: unknown, missing: "template_missing" | "draft_missing", id: string): unknown {
  if (!isWechatError(error, 85064, 85065)) return error;
  const { errcode, rid } = error.data;
  const code: TemplateErrorCode = errcode === 85065 ? "template_library_full" : missing;
  const data = { id, capacity: libraryCapacity, errcode, rid };
  return new AppError<TemplateErrorCode>(code, { kind: "conflict", data, cause: error });
}

export function templateMissing(templateId: string): AppError<TemplateErrorCode> {
  return new AppError("template_missing", { kind: "not_found", data: { id: templateId } });
}
