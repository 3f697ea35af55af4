import { AppError } from "#lib/core/errors.ts";

export type PlatformErrorCode =
  | "platform_not_found"
  | "platform_none"
  | "import_running"
  | "app_secret_refused"
  | "app_secret_unproved"
  | "platform_app_id_refused"
  | "previous_key_in_use";

export function platformNotFound(componentAppId: string): AppError<PlatformErrorCode> {
  return new AppError("platform_not_found", { kind: "not_found", data: { componentAppId } });
}
