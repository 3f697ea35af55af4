import { afterAll, beforeAll, expect, test } from "vitest";
import { type ComponentClient, type Reply, startTestSimulator } from "../testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;
let all: Reply[];

beforeAll(async () => {
  sim = await startTestSimulator();
  platform = await sim.component();
  all = await Promise.all(
    [...(sim.world.platforms[0]?.grants.keys() ?? [])].map((authorizer_appid) =>
      platform.post("api_get_authorizer_info", { authorizer_appid }),
    ),
  );
});
afterAll(() => sim.close());

const isMiniProgram = (one: Reply) => sim.world.byAppid.get(appidOf(one))?.kind === "mini_program";
const appidOf = (one: Reply): string => one.authorization_info.authorizer_appid;
const NETWORK = ["RequestDomain", "WsRequestDomain", "UploadDomain", "DownloadDomain"];
const MORE = ["BizDomain", "UDPDomain", "TCPDomain", "PrefetchDNSDomain"];

test("every field of authorizer_info is there, of the type the wire says, and no errcode", () => {
  expect(all).toHaveLength(40);
  for (const one of all) {
    expect(Object.keys(one)).toEqual(["authorizer_info", "authorization_info"]);
    const flag = expect.toSatisfy((value: unknown) => value === 0 || value === 1);
    const { MiniProgramInfo: _program, ...info } = one.authorizer_info;
    expect(info).toEqual({
      nick_name: expect.stringMatching(/./),
      head_img: expect.stringMatching(/^https?:/),
      service_type_info: { id: expect.toSatisfy((id: number) => [0, 1, 2, 3, 4, 10, 12].includes(id)) },
      verify_type_info: { id: expect.toSatisfy((id: number) => [-1, 0, 1, 3, 4].includes(id)) },
      user_name: expect.stringMatching(/^gh_[0-9a-f]{12}$/),
      alias: expect.any(String),
      qrcode_url: expect.stringMatching(/^https?:/),
      business_info: { open_pay: flag, open_shake: flag, open_scan: flag, open_card: flag, open_store: flag },
      idc: 1,
      principal_name: expect.stringMatching(/./),
      signature: expect.any(String),
      register_type: expect.toSatisfy((type: number) => [0, 2, 6, 13, 15, 16, 17, 19, 22, 23].includes(type)),
      account_status: expect.toSatisfy((status: number) => [1, 14, 16, 18, 19].includes(status)),
      basic_config: { is_phone_configured: expect.any(Boolean), is_email_configured: expect.any(Boolean) },
    });
  }
});

test("MiniProgramInfo is there exactly for Mini Programs, with every list of domains even when empty", () => {
  for (const one of all) {
    const program = one.authorizer_info.MiniProgramInfo;
    expect(program !== undefined).toBe(isMiniProgram(one));
    if (!program) continue;
    const names = [...NETWORK, ...MORE];
    expect(Object.keys(program.network)).toEqual([...names, ...names.map((name) => `New${name}`)]);
    for (const list of Object.values(program.network)) expect(list).toBeInstanceOf(Array);
    expect(program.categories[0]).toEqual({ first: expect.any(String), second: expect.any(String) });
    expect([0, 1]).toContain(program.visit_status);
  }
  expect(all.filter(isMiniProgram).length).toBeGreaterThan(20);
  expect(all.filter((one) => !isMiniProgram(one)).length).toBeGreaterThan(3);
});

test("fields of other kinds of accounts are not made up", () => {
  for (const name of ["channels_info", "store_info", "talent_info", "supplier_info"]) {
    expect(all.some((one) => name in one.authorizer_info)).toBe(false);
  }
});

test("authorization_info has the refresh token and the sets, but no access token", () => {
  for (const { authorization_info: info } of all) {
    expect(Object.keys(info)).toEqual(["authorizer_appid", "authorizer_refresh_token", "func_info"]);
    expect(info.authorizer_refresh_token).toMatch(/^refreshtoken@@@[\w-]{43}$/);
    for (const entry of info.func_info) {
      expect(entry.funcscope_category).toEqual({ id: expect.any(Number) });
      if (entry.confirm_info) {
        expect(entry.confirm_info).toEqual({ need_confirm: 0, already_confirm: 0, can_confirm: 0 });
      }
    }
  }
  const entries = all.flatMap(({ authorization_info: info }) => info.func_info as Reply[]);
  expect(entries.some((entry) => "confirm_info" in entry)).toBe(true);
  expect(entries.some((entry) => !("confirm_info" in entry))).toBe(true);
});

test("api_query_auth gives the tokens and the sets inside authorization_info, and nothing else", async () => {
  const appid = sim.fresh("mini_program")[0] as string;
  const { pre_auth_code } = await platform.post("api_create_preauthcode");
  const grant = { component_appid: platform.appid, pre_auth_code, func_ids: [17, 18] };
  const { authorization_code } = await sim.send(`/_sim/accounts/${appid}/authorize`, grant);
  expect(await platform.post("api_query_auth", { authorization_code })).toEqual({
    authorization_info: {
      authorizer_appid: appid,
      authorizer_access_token: expect.stringMatching(/^\d\d_[\w-]{154}$/),
      expires_in: 7200,
      authorizer_refresh_token: expect.stringMatching(/^refreshtoken@@@[\w-]{43}$/),
      func_info: [
        { funcscope_category: { id: 17 } },
        {
          funcscope_category: { id: 18 },
          confirm_info: { need_confirm: 0, already_confirm: 0, can_confirm: 0 },
        },
      ],
    },
  });
});

test("the domains and the visit status of a Mini Program follow what calls change", async () => {
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[1] as string);
  await shop.call("/wxa/modify_domain_directly", { action: "set", requestdomain: ["https://api.else.cn"] });
  await shop.call("/wxa/change_visitstatus", { action: "close" });
  const { authorizer_info } = await platform.post("api_get_authorizer_info", { authorizer_appid: shop.appid });
  expect(authorizer_info.MiniProgramInfo.network.RequestDomain).toContain("https://api.else.cn");
  expect(authorizer_info.MiniProgramInfo.visit_status).toBe(1);
});
