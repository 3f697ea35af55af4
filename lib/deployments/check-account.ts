import type { FoundAccount } from "#lib/accounts/index.ts";
import type { Preflight } from "./contract.ts";

export type Block = Preflight["blocked"][number]["reason"];

/** Development management: without it WeChat answers every call of a deployment with 48001 or 61007. */
export const codePermissionSet = 18;

/** Why an account cannot be deployed to, as far as its stored facts tell; null when nothing stands in the way. */
export function blockOf(account: FoundAccount | null, componentAppId: string): Exclude<Block, "busy"> | null {
  const grant = account?.grants.find((one) => one.componentAppId === componentAppId);
  if (!account || !grant) return "unknown_account";
  if (grant.state === "revoked") return "revoked";
  if (!account.detailed) return "not_detailed";
  if (account.kind !== "mini_program") return "not_mini_program";
  if (!grant.permissionSetIds.includes(codePermissionSet)) return "permission_missing";
  return null;
}
