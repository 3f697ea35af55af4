import { type Context, type Services, systemContext } from "#lib/core/context.ts";
import type { AccountInfo } from "#lib/wechat/index.ts";
import { savePart } from "./import-accounts.job.ts";
import { markReference } from "./mark-account.ts";
import { saveAccountDetails } from "./save-account-details.ts";

export interface PlantedAccount {
  appId: string;
  componentAppId: string;
  name?: string;
  principal?: string;
  kind?: "mini_program" | "service_account" | "subscription_account";
  permissionSetIds?: number[];
  merchantReference?: string;
  authorizedAt?: number;
}

/** What WeChat would tell about an account. */
function accountInfo(planted: PlantedAccount): AccountInfo {
  const isMini = (planted.kind ?? "mini_program") === "mini_program";
  return {
    nickName: planted.name ?? planted.appId,
    logoUrl: null,
    kind: isMini ? "mini_program" : "official_account",
    serviceType: isMini
      ? { id: 0, name: "ordinary" }
      : planted.kind === "service_account"
        ? { id: 2, name: "service" }
        : { id: 0, name: "subscription" },
    verifyType: { id: 0, name: "wechat" },
    originalId: `gh_${planted.appId.slice(-12)}`,
    alias: null,
    principalName: planted.principal ?? "某某餐饮有限公司",
    signature: null,
    qrCodeUrl: null,
    registerType: 0,
    accountStatus: "normal",
    businessInfo: { pay: true, shake: false, scan: false, card: false, store: false },
    basicConfig: { phoneConfigured: true, emailConfigured: null },
    miniProgram: isMini
      ? {
          network: {
            requestDomains: ["https://api.example.cn"],
            wsRequestDomains: [],
            uploadDomains: [],
            downloadDomains: [],
            businessDomains: [],
            udpDomains: [],
            tcpDomains: [],
            prefetchDnsDomains: [],
          },
          categories: [{ first: "餐饮", second: "点餐平台" }],
        }
      : null,
    channels: null,
    store: null,
    talent: null,
    supplier: null,
  };
}

/** Accounts as an import and a reading of their details leave them, some hundred a transaction. */
export async function plantAccounts(services: Services, planted: readonly PlantedAccount[], partSize = 200) {
  const ctx: Context = systemContext(services, "test");
  const byPlatform = Map.groupBy(planted, (account) => account.componentAppId);
  for (const [componentAppId, accounts] of byPlatform)
    for (let at = 0; at < accounts.length; at += partSize) {
      const part = accounts.slice(at, at + partSize);
      const items = part.map(({ appId, authorizedAt }) => ({
        appId,
        refreshToken: `refreshtoken@@@${appId}`,
        authorizedAt: authorizedAt ?? services.clock.now(),
      }));
      await savePart(ctx, componentAppId, items, services.clock.now());
      await services.store.tx(() =>
        saveAccountDetails(
          ctx,
          part.map((account) => ({
            componentAppId,
            appId: account.appId,
            info: accountInfo(account),
            permissionSetIds: account.permissionSetIds ?? [18, 25, 30],
          })),
        ),
      );
      for (const { appId, merchantReference } of part)
        if (merchantReference !== undefined)
          await services.store.tx(() => markReference(ctx, { appId, merchantReference }));
    }
}
