import * as z from "zod";
import type { AccountInfo, AccountStatus, ServiceTypeName, VerifyTypeName } from "#lib/wechat/contract.ts";
import { flag, int, list, text, textOrNull } from "./fields.ts";

const domains = list(text);
const network = z.object({
  RequestDomain: domains,
  WsRequestDomain: domains,
  UploadDomain: domains,
  DownloadDomain: domains,
  BizDomain: domains,
  UDPDomain: domains,
  TCPDomain: domains,
  PrefetchDNSDomain: domains,
});
const businessFlag = flag.optional().default(false);

/** `authorizer_info` of api_get_authorizer_info; every field but user_name may be missing. */
export const authorizerInfo = z.object({
  nick_name: text,
  head_img: textOrNull,
  service_type_info: z.object({ id: int }).nullish(),
  verify_type_info: z.object({ id: int }).nullish(),
  user_name: text,
  alias: textOrNull,
  qrcode_url: textOrNull,
  principal_name: text,
  signature: textOrNull,
  register_type: int.nullish(),
  account_status: int.nullish(),
  business_info: z
    .object({
      open_pay: businessFlag,
      open_shake: businessFlag,
      open_scan: businessFlag,
      open_card: businessFlag,
      open_store: businessFlag,
    })
    .nullish(),
  basic_config: z.object({ is_phone_configured: flag.nullish(), is_email_configured: flag.nullish() }).nullish(),
  MiniProgramInfo: z
    .object({
      network: network.nullish(),
      categories: list(z.object({ first: text, second: text })),
    })
    .nullish(),
  channels_info: z.unknown().optional(),
  store_info: z.unknown().optional(),
  talent_info: z.unknown().optional(),
  supplier_info: z.unknown().optional(),
});

const officialAccountTypes: Record<number, ServiceTypeName> = {
  0: "subscription",
  1: "upgraded_subscription",
  2: "service",
};
const miniProgramTypes: Record<number, ServiceTypeName> = {
  0: "ordinary",
  2: "store",
  3: "store",
  4: "mini_game",
  10: "mini_shop",
  12: "trial",
};
const verifyTypes: Record<number, VerifyTypeName> = {
  [-1]: "none",
  0: "wechat",
  1: "weibo",
  3: "qualified_unnamed",
  4: "qualified_unnamed_weibo",
};
const statuses: Record<number, AccountStatus> = {
  1: "normal",
  14: "cancelled",
  16: "banned",
  18: "warned",
  19: "frozen",
};

/** `authorizer_info` in our words. A Mini Program is one exactly when MiniProgramInfo is present. */
export function accountInfoOf(wire: z.output<typeof authorizerInfo>): AccountInfo {
  const { MiniProgramInfo: mini, business_info: business, basic_config: config } = wire;
  const serviceId = wire.service_type_info?.id ?? 0;
  const verifyId = wire.verify_type_info?.id ?? -1;
  const nets = mini?.network;
  return {
    nickName: wire.nick_name,
    logoUrl: wire.head_img,
    kind: mini ? "mini_program" : "official_account",
    serviceType: { id: serviceId, name: (mini ? miniProgramTypes : officialAccountTypes)[serviceId] ?? "unknown" },
    verifyType: { id: verifyId, name: verifyTypes[verifyId] ?? "unknown" },
    originalId: wire.user_name,
    alias: wire.alias,
    principalName: wire.principal_name,
    signature: wire.signature,
    qrCodeUrl: wire.qrcode_url,
    registerType: wire.register_type ?? null,
    accountStatus: wire.account_status == null ? "normal" : (statuses[wire.account_status] ?? "unknown"),
    businessInfo: {
      pay: business?.open_pay ?? false,
      shake: business?.open_shake ?? false,
      scan: business?.open_scan ?? false,
      card: business?.open_card ?? false,
      store: business?.open_store ?? false,
    },
    basicConfig: {
      phoneConfigured: config?.is_phone_configured ?? null,
      emailConfigured: config?.is_email_configured ?? null,
    },
    miniProgram: mini
      ? {
          network: {
            requestDomains: nets?.RequestDomain ?? [],
            wsRequestDomains: nets?.WsRequestDomain ?? [],
            uploadDomains: nets?.UploadDomain ?? [],
            downloadDomains: nets?.DownloadDomain ?? [],
            businessDomains: nets?.BizDomain ?? [],
            udpDomains: nets?.UDPDomain ?? [],
            tcpDomains: nets?.TCPDomain ?? [],
            prefetchDnsDomains: nets?.PrefetchDNSDomain ?? [],
          },
          categories: mini.categories,
        }
      : null,
    channels: wire.channels_info ?? null,
    store: wire.store_info ?? null,
    talent: wire.talent_info ?? null,
    supplier: wire.supplier_info ?? null,
  };
}
