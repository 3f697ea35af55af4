import { AppError } from "#lib/core/errors.ts";

export type AuthorizationErrorCode =
  | "invitation_not_found"
  | "invitation_ended"
  | "invitation_opened_too_often"
  | "invitation_not_open"
  | "preset_not_found"
  | "preset_wrong_kind"
  | "unclaimed_not_found"
  | "grant_withdrawn"
  | "authorization_mismatch";

const kinds = {
  invitation_not_found: "not_found",
  invitation_ended: "conflict",
  invitation_opened_too_often: "too_many",
  invitation_not_open: "conflict",
  preset_not_found: "invalid",
  preset_wrong_kind: "invalid",
  unclaimed_not_found: "not_found",
  grant_withdrawn: "conflict",
  authorization_mismatch: "upstream",
} as const;

export function authorizationError(
  code: AuthorizationErrorCode,
  data: Record<string, unknown> = {},
): AppError<AuthorizationErrorCode> {
  return new AppError(code, { kind: kinds[code], data });
}
