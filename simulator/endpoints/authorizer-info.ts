import type { Json } from "../call.ts";
import { categoryNames } from "../category-table.ts";
import { headImageOf, nickNameOf, principalNameOf, profileOf, signatureOf } from "../identity.ts";
import type { Account } from "../model.ts";
import { fraction } from "../random.ts";
import { miniProgramOf } from "../seed/mini-program.ts";
import type { World } from "../world.ts";

/** Domains that wait for a release on the real wire; here a change takes effect at once. */
const NO_NEW_DOMAINS = {
  NewRequestDomain: [],
  NewWsRequestDomain: [],
  NewUploadDomain: [],
  NewDownloadDomain: [],
  NewBizDomain: [],
  NewUDPDomain: [],
  NewTCPDomain: [],
  NewPrefetchDNSDomain: [],
};

const flag = (value: boolean) => (value ? 1 : 0);

/** `authorizer_info` (wire B.3); MiniProgramInfo is there exactly for a Mini Program. */
export function authorizerInfo(world: World, account: Account): Json {
  const profile = profileOf(world, account);
  const roll = (what: string) => fraction(world.seed, account.index, what);
  return {
    nick_name: nickNameOf(world, account),
    head_img: headImageOf(world, account),
    service_type_info: { id: profile.serviceType },
    verify_type_info: { id: profile.verifyType },
    user_name: account.userName,
    alias: profile.alias,
    qrcode_url: `${world.publicUrl}/_sim/qrcode/${account.appid}.svg`,
    business_info: {
      open_pay: flag(roll("pay") < 0.7),
      open_shake: 0,
      open_scan: flag(roll("scan") < 0.1),
      open_card: flag(roll("card") < 0.15),
      open_store: flag(roll("store") < 0.2),
    },
    idc: 1,
    principal_name: principalNameOf(world, account),
    signature: signatureOf(world, account),
    ...(account.kind === "mini_program" && {
      MiniProgramInfo: miniProgramInfo(world, account),
    }),
    register_type: profile.registerType,
    account_status: profile.accountStatus,
    basic_config: {
      is_phone_configured: roll("phone") < 0.9,
      is_email_configured: roll("email") < 0.8,
    },
  };
}

function miniProgramInfo(world: World, account: Account): Json {
  const program = miniProgramOf(world, account, "peek");
  const { third, direct, mp } = program.domains;
  const all = (kind: keyof typeof third) => [...new Set([...third[kind], ...direct[kind], ...mp[kind]])];
  return {
    network: {
      RequestDomain: all("requestdomain"),
      WsRequestDomain: all("wsrequestdomain"),
      UploadDomain: all("uploaddomain"),
      DownloadDomain: all("downloaddomain"),
      BizDomain: [...program.webview.third, ...program.webview.direct],
      UDPDomain: all("udpdomain"),
      TCPDomain: all("tcpdomain"),
      PrefetchDNSDomain: program.prefetch.map((one) => one.url),
      ...NO_NEW_DOMAINS,
    },
    categories: program.categories.map(({ first, second }) => categoryNames(first, second)),
    visit_status: flag(!program.visitOpen),
  };
}
