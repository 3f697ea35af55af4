import { AppError } from "#lib/core/errors.ts";

export type PlatformErrorCode = "platform_not_found" | "platform_none" | "import_running";

export function platformNotFound(componentAppId: string): AppError<PlatformErrorCode> {
  return new AppError("platform_not_found", { kind: "not_found", data: { componentAppId } });
}
