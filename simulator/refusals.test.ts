import { afterAll, beforeAll, expect, test } from "vitest";
import { type ComponentClient, type MerchantClient, startTestSimulator } from "./testing.ts";

let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let first: ComponentClient;
let second: ComponentClient;
let shop: MerchantClient;
let narrow: MerchantClient;
let official: MerchantClient;
let credentials: Record<string, string>;
let stranger: string;
let preAuthCode: string;
let foreignCode: string;

beforeAll(async () => {
  sim = await startTestSimulator();
  [credentials] = (await sim.send("/_sim/credentials")).platforms;
  first = await sim.component(0);
  second = await sim.component(1);
  const [one, two, three] = sim.fresh("mini_program") as [string, string, string];
  shop = await sim.merchant(first, one);
  narrow = await sim.merchant(first, two, [17]);
  official = await sim.merchant(first, sim.fresh("official_account")[0] as string);
  stranger = three;
  preAuthCode = (await first.post("api_create_preauthcode")).pre_auth_code;
  const pre = (await second.post("api_create_preauthcode")).pre_auth_code;
  const grant = { component_appid: second.appid, pre_auth_code: pre };
  foreignCode = (await sim.send(`/_sim/accounts/${three}/authorize`, grant)).authorization_code;
});
afterAll(() => sim.close());

type Body = Record<string, unknown> | string | undefined;
type Row = readonly [
  what: string,
  errcode: number,
  path: string,
  token: () => string,
  body?: () => Body,
  method?: string,
];

const NONE = () => "";
const T = () => first.token;
const SHOP = () => shop.token;
const component = (name: string) => `/cgi-bin/component/${name}`;
const mine = (more: Record<string, unknown> = {}) => ({ component_appid: first.appid, ...more });
const buy = (change: Record<string, unknown>) => ({ ...credentials, ...change });
const OPTION = { option_name: "voice_recognize", option_value: "1" };
const option = (more: Record<string, unknown>) => () => mine({ authorizer_appid: official.appid, ...OPTION, ...more });
const refresh = (more: Record<string, unknown>) => () => mine({ authorizer_appid: shop.appid, ...more });
const code = (authorization_code: () => unknown) => () => mine({ authorization_code: authorization_code() });
const company = (more: Record<string, unknown>) => () => ({
  name: "无锡虎符茶业有限公司",
  code: "91320206MA2CFHXX0C",
  code_type: 1,
  legal_persona_wechat: "zhou_an01",
  legal_persona_name: "周安",
  ...more,
});

const rows: readonly Row[] = [
  ["no token", 41001, component("api_get_authorizer_list"), NONE, () => mine()],
  ["an empty token", 41001, `${component("api_get_authorizer_list")}?access_token=`, NONE, () => mine()],
  ["a token of no shape", 40014, component("api_get_authorizer_list"), () => "nonsense", () => mine()],
  ["a token nobody issued", 40001, component("api_get_authorizer_list"), () => `90_${"a".repeat(154)}`, () => mine()],
  ["an account's token for a platform call", 61014, component("api_query_auth"), SHOP, () => mine()],
  ["a platform's token for an account call", 61015, "/wxa/get_page", T],
  ["a platform's token for open accounts", 61015, "/cgi-bin/open/get", T, () => ({})],
  ["a set that was not granted", 61007, "/wxa/get_page", () => narrow.token],
  ["open accounts without set 25", 48001, "/cgi-bin/open/create", () => narrow.token, () => ({})],
  ["have without set 30", 48001, "/cgi-bin/open/have", () => narrow.token],
  ["an Official Account for Mini Program code", 48001, "/wxa/get_page", () => official.token],
  ["GET where POST is asked", 43002, component("api_query_auth"), T],
  ["GET to create an open account", 43002, "/cgi-bin/open/create", SHOP],
  ["POST where GET is asked", 43001, "/wxa/get_page", SHOP, () => ({})],
  ["PUT", 43002, "/cgi-bin/open/create", SHOP, () => ({}), "PUT"],
  ["an empty body", 44002, component("api_create_preauthcode"), T, () => ""],
  ["an empty body for the ticket", 44002, component("api_component_token"), NONE, () => ""],
  ["an empty body to bind", 44002, "/cgi-bin/open/bind", SHOP, () => ""],
  ["half a JSON body", 47001, component("api_query_auth"), T, () => '{"component_appid":'],
  ["a form instead of JSON", 47001, component("api_query_auth"), T, () => "component_appid=wx0&authorization_code=a"],
  ["a list", 47001, component("api_query_auth"), T, () => "[1]"],
  ["null for want of a body", 41018, component("api_query_auth"), T, () => "null"],
  ["a body above a megabyte", 45008, component("api_query_auth"), T, () => `{"a":"${"x".repeat(1_100_000)}"}`],
  ["no component_appid", 41018, component("api_create_preauthcode"), T, () => ({})],
  ["an unknown component_appid", 40013, component("api_create_preauthcode"), T, () => ({ component_appid: "wx0" })],
  [
    "another platform's appid",
    61011,
    component("api_create_preauthcode"),
    T,
    () => ({ component_appid: second.appid }),
  ],
  [
    "a merchant as the platform",
    61011,
    component("api_component_token"),
    NONE,
    () => buy({ component_appid: shop.appid }),
  ],
  ["an unknown platform", 40013, component("api_component_token"), NONE, () => buy({ component_appid: "wx0" })],
  ["no platform", 41018, component("api_component_token"), NONE, () => buy({ component_appid: undefined })],
  ["no secret", 41004, component("api_component_token"), NONE, () => buy({ component_appsecret: undefined })],
  ["a wrong secret", 40125, component("api_component_token"), NONE, () => buy({ component_appsecret: "0".repeat(32) })],
  ["no ticket", 61006, component("api_component_token"), NONE, () => buy({ component_verify_ticket: undefined })],
  ["an empty ticket", 61006, component("api_component_token"), NONE, () => buy({ component_verify_ticket: "" })],
  [
    "a made-up ticket",
    61006,
    component("api_component_token"),
    NONE,
    () => buy({ component_verify_ticket: "ticket@@@x" }),
  ],
  [
    "the push with a wrong secret",
    40125,
    component("api_start_push_ticket"),
    NONE,
    () => mine({ component_secret: "x" }),
  ],
  ["the push without a secret", 41004, component("api_start_push_ticket"), NONE, () => mine()],
  ["the push for nobody", 40013, component("api_start_push_ticket"), NONE, () => ({ component_appid: "wx0" })],
  ["a code nobody issued", 61009, component("api_query_auth"), T, code(() => "queryauthcode@@@x")],
  ["no code", 61009, component("api_query_auth"), T, () => mine()],
  ["a pre-authorization code", 61009, component("api_query_auth"), T, code(() => preAuthCode)],
  ["another platform's code", 61009, component("api_query_auth"), T, code(() => foreignCode)],
  ["no authorizer_appid", 41002, component("api_authorizer_token"), T, () => mine()],
  ["an unknown account", 40013, component("api_get_authorizer_info"), T, refresh({ authorizer_appid: "wx0" })],
  [
    "an account of the other platform",
    61003,
    component("api_get_authorizer_info"),
    T,
    () => mine({ authorizer_appid: stranger }),
  ],
  ["a refresh without its token", 61023, component("api_authorizer_token"), T, refresh({})],
  ["a refresh with null", 61023, component("api_authorizer_token"), T, refresh({ authorizer_refresh_token: null })],
  [
    "a refresh with another account's",
    61023,
    component("api_authorizer_token"),
    T,
    () => refresh({ authorizer_refresh_token: narrow.refreshToken })(),
  ],
  ["more than 500 at once", 40170, component("api_get_authorizer_list"), T, () => mine({ offset: 0, count: 501 })],
  ["an unknown option", 61012, component("set_authorizer_option"), () => official.token, option({ option_name: "x" })],
  [
    "an option value out of range",
    61013,
    component("set_authorizer_option"),
    () => official.token,
    option({ option_value: "2" }),
  ],
  ["an option of nobody", 41002, component("get_authorizer_option"), T, () => OPTION],
  [
    "an option of another account",
    40013,
    component("get_authorizer_option"),
    SHOP,
    () => ({ authorizer_appid: official.appid, ...OPTION }),
  ],
  [
    "an option of the other platform's account",
    61003,
    component("get_authorizer_option"),
    T,
    () => mine({ authorizer_appid: stranger, ...OPTION }),
  ],
  ["another account's appid in open/get", 40013, "/cgi-bin/open/get", SHOP, () => ({ appid: narrow.appid })],
  ["a path without a slash", 76003, "/cgi-bin/openapi/quota/get", T, () => ({ cgi_path: "wxa/commit" })],
  [
    "a whole address as path",
    76003,
    "/cgi-bin/openapi/quota/get",
    T,
    () => ({ cgi_path: "https://api.weixin.qq.com/wxa/commit" }),
  ],
  ["an unknown path", 76021, "/cgi-bin/openapi/quota/get", T, () => ({ cgi_path: "/wxa/nothing" })],
  ["the quota of the other kind", 76022, "/cgi-bin/openapi/quota/get", T, () => ({ cgi_path: "/wxa/commit" })],
  [
    "the quota of a login",
    76022,
    "/cgi-bin/openapi/quota/get",
    T,
    () => ({ cgi_path: "/sns/component/jscode2session" }),
  ],
  ["a rid of no form", 76002, "/cgi-bin/openapi/rid/get", T, () => ({ rid: "5fc88fcc" })],
  ["a rid nobody got", 76001, "/cgi-bin/openapi/rid/get", T, () => ({ rid: "5fc88fcc-23d06947-123dd67d" })],
  ["clearing another's quota", 40013, "/cgi-bin/clear_quota", T, () => ({ appid: shop.appid })],
  ["clearing without an appid", 41002, "/cgi-bin/clear_quota", SHOP, () => ({})],
  ["clearing by a wrong secret", 40125, component("clear_quota/v2"), NONE, () => mine({ appsecret: "x" })],
  ["clearing without a secret", 41004, component("clear_quota/v2"), NONE, () => mine()],
  [
    "a registration without a person",
    89253,
    component("fastregisterweapp?action=create"),
    T,
    company({ legal_persona_name: "" }),
  ],
  ["a registration of no kind", 89253, component("fastregisterweapp"), T, company({})],
  [
    "a code type that does not exist",
    89248,
    component("fastregisterweapp?action=create"),
    T,
    company({ code_type: 4 }),
  ],
  [
    "a code that does not fit its type",
    89255,
    component("fastregisterweapp?action=create"),
    T,
    company({ code: "123" }),
  ],
  [
    "a person without a WeChat id",
    86004,
    component("fastregisterweapp?action=create"),
    T,
    company({ legal_persona_wechat: "1" }),
  ],
  [
    "a person with no Chinese name",
    61070,
    component("fastregisterweapp?action=create"),
    T,
    company({ legal_persona_name: "Zhou" }),
  ],
  ["a search for nothing", 89250, component("fastregisterweapp?action=search"), T, company({})],
  ["an address that does not exist", 40066, "/wxa/nothing", T],
];

test.each(rows.map((row) => [row[0], row[1], row] as const))(
  "WeChat refuses %s with %i",
  async (_what, errcode, row) => {
    const [, , path, token, body, method] = row;
    const name = token();
    const address = name ? `${path}${path.includes("?") ? "&" : "?"}access_token=${name}` : path;
    const answer = await sim.send(address, body?.(), method);
    expect(answer).toMatchObject({ errcode, errmsg: expect.stringMatching(/ rid: [0-9a-f]{8}(-[0-9a-f]{8}){2}$/) });
  },
);
