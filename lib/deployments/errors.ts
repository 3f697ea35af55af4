import { AppError } from "#lib/core/errors.ts";
import type { ExtJsonProblem } from "./ext-json.ts";
import type { LockRow } from "./locks.store.ts";

export type DeploymentErrorCode =
  | "deployment_not_found"
  | "template_unknown"
  | "ext_json_invalid"
  | "account_busy"
  | "account_blocked"
  | "deployment_ended"
  | "deployment_not_paused"
  | "deployment_targets_none"
  | "trial_missing"
  | "cursor_invalid";

export function deploymentNotFound(id: string): AppError<DeploymentErrorCode> {
  return new AppError("deployment_not_found", { kind: "not_found", data: { id } });
}

/** Another open deployment holds the account: which, whose, since when. */
export function accountBusy(locks: readonly LockRow[]): AppError<DeploymentErrorCode> {
  const [first] = locks;
  const data = {
    appId: first?.appId ?? "",
    number: first?.deploymentNumber ?? 0,
    by: first?.heldBy ?? "",
    since: first?.since ?? 0,
    count: locks.length,
  };
  return new AppError("account_busy", { kind: "conflict", data });
}

export function extJsonInvalid(problem: ExtJsonProblem): AppError<DeploymentErrorCode> {
  return new AppError("ext_json_invalid", { kind: "invalid", data: { ...problem } });
}
