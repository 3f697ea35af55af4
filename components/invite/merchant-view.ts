import type { Words } from "#components/accounts/words.ts";
import type { Invitation } from "#lib/authorization/contract.ts";

/** What a merchant may know of an invitation, as lib/authorization gives it. */
export interface MerchantView {
  code: string;
  state: Invitation["state"];
  /** Confirmed in WeChat; the signed event is on its way. */
  waiting: boolean;
  /** Whether WeChat's page may be opened (again). */
  open: boolean;
  platformName: string;
  merchantName: string | null;
  accountKind: Invitation["accountKind"];
  expiresAt: number;
  /** Null: whatever the platform has published. */
  permissionSets: { id: number; name: Words; description: Words }[] | null;
  accountName: string | null;
}
