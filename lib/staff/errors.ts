import { AppError, type ErrorKind } from "#lib/core/errors.ts";

const kinds = {
  sign_in_wrong: "unauthenticated",
  sign_in_throttled: "too_many",
  staff_not_found: "not_found",
  staff_last_owner: "conflict",
  staff_owner_only: "forbidden",
  staff_self: "conflict",
  staff_email_taken: "conflict",
  staff_link_invalid: "not_found",
  staff_link_email: "invalid",
  staff_invitation_closed: "conflict",
  staff_password_wrong: "invalid",
  staff_password_same: "invalid",
  session_not_found: "not_found",
} as const satisfies Record<string, ErrorKind>;

export type StaffErrorCode = keyof typeof kinds;

export function staffError(code: StaffErrorCode, data: Record<string, unknown> = {}): AppError<StaffErrorCode> {
  return new AppError(code, { kind: kinds[code], data });
}
