import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createPreAuthCode,
  errcodeOf,
  fetchComponentToken,
  getAccountInfo,
  getAccountOption,
  getOpenAccount,
  haveOpenAccount,
  isWechatError,
  listAccounts,
  queryAuthorization,
  refreshAccountToken,
  setAccountOption,
  startTicketPush,
} from "./index.ts";
import { failure, startSimulatedPlatform } from "./testing.ts";

let wechat: Awaited<ReturnType<typeof startSimulatedPlatform>>;
beforeAll(async () => {
  wechat = await startSimulatedPlatform({ accounts: 200, authorized: 40, seed: "wire" });
});
afterAll(() => wechat.simulator.close());
const client = () => wechat.client();
const own = () => wechat.own;
const control = (path: string, body?: unknown) => wechat.control(path, body);
const isMiniProgram = (account: { kind: string }) => account.kind === "mini_program";
const isOfficialAccount = (account: { kind: string }) => account.kind === "official_account";

describe("tickets and tokens", () => {
  test("the push of tickets can be asked for with the secret", async () => {
    const secret = { componentAppId: wechat.platform.component_appid, appSecret: wechat.platform.component_appsecret };
    expect(["restarted", "normal"]).toContain((await startTicketPush(client(), secret)).state);
    const error = await failure(startTicketPush(client(), { ...secret, appSecret: "0".repeat(32) }));
    expect(isWechatError(error)).toBe(true);
  });

  test("a wrong ticket is 61006 and a wrong token asks for a new one, with WeChat's rid", async () => {
    const error = await failure(
      fetchComponentToken(client(), {
        componentAppId: wechat.platform.component_appid,
        appSecret: wechat.platform.component_appsecret,
        ticket: `ticket@@@${"x".repeat(86)}`,
      }),
    );
    expect(isWechatError(error, 61006) && error.data.rid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
    const refused = await failure(createPreAuthCode(client(), { ...own(), componentToken: "1_wrong" }));
    expect(isWechatError(refused, 40001, 40014) && refused.data.retry).toBe("refresh_token");
  });
});

describe("authorization", () => {
  test("a code is redeemed once, its refresh token buys account tokens, and details follow in our words", async () => {
    const account = wechat.fresh(isMiniProgram);
    const { authorizationCode, ...grant } = await wechat.authorize(account);
    expect(grant).toMatchObject({ appId: account.appid, expiresInS: 7200 });
    expect(grant.permissionSetIds.length).toBeGreaterThan(0);
    expect(errcodeOf(await failure(queryAuthorization(client(), { ...own(), authorizationCode })))).toBe(61009);

    const refreshToken = grant.refreshToken ?? expect.fail("no refresh token");
    const renewed = await refreshAccountToken(client(), { ...own(), appId: account.appid, refreshToken });
    expect(renewed.accountToken).not.toBe(grant.accountToken);
    expect(renewed.refreshToken).toBe(refreshToken);
    const lost = await failure(refreshAccountToken(client(), { ...own(), appId: account.appid, refreshToken: "x" }));
    expect(errcodeOf(lost)).toBe(61023);

    const details = await getAccountInfo(client(), { ...own(), appId: account.appid });
    expect(details.info).toMatchObject({
      nickName: account.nick_name,
      originalId: account.user_name,
      kind: "mini_program",
      principalName: account.principal_name,
    });
    expect(details.info.miniProgram).not.toBeNull();
    expect(details.refreshToken).toBe(refreshToken);
    expect(details.permissionSets.map((set) => set.id).sort()).toEqual([...grant.permissionSetIds].sort());
  });

  test("an official account has no Mini Program part", async () => {
    const account = wechat.fresh(isOfficialAccount);
    await wechat.authorize(account);
    const { info } = await getAccountInfo(client(), { ...own(), appId: account.appid });
    expect(info).toMatchObject({ kind: "official_account", miniProgram: null, originalId: account.user_name });
  });

  test("all authorized accounts are found by paging, and 501 a page is refused", async () => {
    const first = await listAccounts(client(), { ...own(), offset: 0, count: 25 });
    const found = new Set(first.items.map((item) => item.appId));
    for (let offset = 25; offset < first.total; offset += 25) {
      for (const item of (await listAccounts(client(), { ...own(), offset, count: 25 })).items) found.add(item.appId);
    }
    expect(found.size).toBe(first.total);
    expect(first.items[0]?.authorizedAt).toBeGreaterThan(1_000_000_000_000);
    expect(errcodeOf(await failure(listAccounts(client(), { ...own(), offset: 0, count: 501 })))).toBe(40170);
  });

  test("an account that is not authorized is refused", async () => {
    const account = wechat.fresh(isMiniProgram);
    const error = await failure(getAccountInfo(client(), { ...own(), appId: account.appid }));
    expect(isWechatError(error)).toBe(true);
  });

  test("options are set and read back", async () => {
    const account = wechat.fresh(isOfficialAccount);
    const { accountToken } = await wechat.authorize(account);
    const target = {
      componentAppId: wechat.platform.component_appid,
      accountToken,
      appId: account.appid,
      name: "location_report" as const,
    };
    await setAccountOption(client(), { ...target, value: "2" });
    expect(await getAccountOption(client(), target)).toEqual({ value: "2" });
  });
});

describe("binding", () => {
  test("get names the open account, 89002 means none, and have agrees", async () => {
    const bound = wechat.fresh((account) => isMiniProgram(account) && account.open_appid !== null);
    const unbound = wechat.fresh((account) => isMiniProgram(account) && account.open_appid === null);
    const ask = async (account: typeof bound) => {
      const { accountToken } = await wechat.authorize(account, [18, 25, 30]);
      return { accountToken };
    };
    const boundToken = await ask(bound);
    expect(await getOpenAccount(client(), { ...boundToken, appId: bound.appid })).toEqual({
      openAppId: bound.open_appid,
    });
    expect(await haveOpenAccount(client(), boundToken)).toEqual({ haveOpen: true });
    const unboundToken = await ask(unbound);
    expect(errcodeOf(await failure(getOpenAccount(client(), unboundToken)))).toBe(89002);
    expect(await haveOpenAccount(client(), unboundToken)).toEqual({ haveOpen: false });
  });
});

describe("faults", () => {
  test("busy answers are ridden out, and the ledger shows each send", async () => {
    const path = "/cgi-bin/component/api_create_preauthcode";
    const before = (await control("/ledger?since=0")).entries.length;
    await control("/faults", { path, kind: "errcode", errcode: -1, times: 2 });
    await createPreAuthCode(client(), own());
    const { entries } = await control("/ledger?since=0");
    const sent = entries.slice(before).filter((entry: { path: string }) => entry.path === path);
    expect(sent.map((entry: { errcode: number }) => entry.errcode)).toEqual([-1, -1, 0]);
  });

  test("a reset before the effect of a redemption leaves the code good; nothing is repeated behind our back", async () => {
    const account = wechat.fresh(isMiniProgram);
    const path = "/cgi-bin/component/api_query_auth";
    const authorizationCode = await wechat.consent(account);
    await control("/faults", { path, kind: "reset_before", times: 1 });
    const error = await failure(queryAuthorization(client(), { ...own(), authorizationCode }));
    expect((error as { data: unknown }).data).toMatchObject({ reason: "reset", effect: "unknown" });
    const grant = await queryAuthorization(client(), { ...own(), authorizationCode });
    expect(grant.appId).toBe(account.appid);
  });
});
