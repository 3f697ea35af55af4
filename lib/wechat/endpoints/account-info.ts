import * as z from "zod";
import type {
  AccountInfo,
  AccountNetwork,
  AccountStatus,
  ServiceTypeName,
  VerifyTypeName,
} from "#lib/wechat/contract.ts";
import { flagOrNull, intOrNull, list, part, text, textOrNull } from "./fields.ts";

const domains = list(text);
const networkFields = {
  RequestDomain: domains,
  WsRequestDomain: domains,
  UploadDomain: domains,
  DownloadDomain: domains,
  BizDomain: domains,
  UDPDomain: domains,
  TCPDomain: domains,
  PrefetchDNSDomain: domains,
  NewRequestDomain: domains,
  NewWsRequestDomain: domains,
  NewUploadDomain: domains,
  NewDownloadDomain: domains,
  NewBizDomain: domains,
  NewUDPDomain: domains,
  NewTCPDomain: domains,
  NewPrefetchDNSDomain: domains,
};
const kindOf = part({ id: intOrNull, name: textOrNull });

/** `authorizer_info` of api_get_authorizer_info; every field but user_name may be missing. */
export const authorizerInfo = z.object({
  nick_name: text,
  head_img: textOrNull,
  service_type_info: kindOf,
  verify_type_info: kindOf,
  user_name: text,
  alias: textOrNull,
  qrcode_url: textOrNull,
  principal_name: text,
  signature: textOrNull,
  /** Obsolete. */
  idc: intOrNull,
  register_type: intOrNull,
  account_status: intOrNull,
  business_info: part({
    open_pay: flagOrNull,
    open_shake: flagOrNull,
    open_scan: flagOrNull,
    open_card: flagOrNull,
    open_store: flagOrNull,
  }),
  basic_config: part({ is_phone_configured: flagOrNull, is_email_configured: flagOrNull }),
  MiniProgramInfo: z
    .object({
      network: part(networkFields),
      categories: list(z.object({ first: text, second: text })),
      /** Obsolete. */
      visit_status: intOrNull,
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
  2: "tencent_weibo",
  3: "qualified_unnamed",
  4: "qualified_unnamed_weibo",
  5: "qualified_unnamed_tencent_weibo",
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
    registerType: wire.register_type,
    accountStatus: wire.account_status === null ? "normal" : (statuses[wire.account_status] ?? "unknown"),
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
          network: networkOf(mini.network, ""),
          newNetwork: networkOf(mini.network, "New"),
          categories: mini.categories,
          visitStatus: mini.visit_status,
        }
      : null,
    channels: wire.channels_info ?? null,
    store: wire.store_info ?? null,
    talent: wire.talent_info ?? null,
    supplier: wire.supplier_info ?? null,
  };
}

type Network = z.output<z.ZodObject<typeof networkFields>>;

/** The domains in force (`""`), or those WeChat reports as new ones. */
function networkOf(network: Network | null | undefined, which: "" | "New"): AccountNetwork {
  return {
    requestDomains: network?.[`${which}RequestDomain`] ?? [],
    wsRequestDomains: network?.[`${which}WsRequestDomain`] ?? [],
    uploadDomains: network?.[`${which}UploadDomain`] ?? [],
    downloadDomains: network?.[`${which}DownloadDomain`] ?? [],
    businessDomains: network?.[`${which}BizDomain`] ?? [],
    udpDomains: network?.[`${which}UDPDomain`] ?? [],
    tcpDomains: network?.[`${which}TCPDomain`] ?? [],
    prefetchDnsDomains: network?.[`${which}PrefetchDNSDomain`] ?? [],
  };
}
