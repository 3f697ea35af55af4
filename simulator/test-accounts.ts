import { addAccount } from "./identity.ts";
import type { Account } from "./model.ts";
import type { World } from "./world.ts";

/** The accounts WeChat uses for its 全网发布 checks (wire J.15). */
const TEST_ACCOUNTS = [
  { appid: "wx570bc396a51b8ff8", userName: "gh_3c884a361561", kind: "official_account" },
  { appid: "wxd101a85aa106f53e", userName: "gh_8dad206e9538", kind: "mini_program" },
] as const;

/** Both test accounts; they come into the world with the first run of the checks. */
export function testAccounts(world: World): Account[] {
  return TEST_ACCOUNTS.map((test) => world.byAppid.get(test.appid) ?? addTestAccount(world, test));
}

/** Whether this is one of WeChat's own test accounts, which a platform may have before 全网发布. */
export function isTestAccount(appid: string): boolean {
  return TEST_ACCOUNTS.some((test) => test.appid === appid);
}

function addTestAccount(world: World, test: (typeof TEST_ACCOUNTS)[number]): Account {
  const official = test.kind === "official_account";
  return addAccount(world, test, {
    nickName: official ? "全网发布检测公众号" : "全网发布检测小程序",
    principalName: "微信开放平台",
    registered: { serviceType: official ? 2 : 0, verifyType: 0, registerType: 0, accountStatus: 1, alias: "" },
  });
}
