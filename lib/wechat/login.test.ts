import { afterEach, expect, test } from "vitest";
import { errcodeOf, getWebUser, redeemLoginCode, redeemWebLoginCode, refreshWebLogin } from "./index.ts";
import { failure, startSampleServer, testClient } from "./testing.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function answering(body: string) {
  const server = await startSampleServer((_request, response) =>
    response.writeHead(200, { "content-type": "text/plain" }).end(body),
  );
  open.push(server);
  return { ...testClient(server.url), seen: server.seen };
}
const component = { componentToken: "91_component", componentAppId: "wxC", appId: "wxA" };

test("a Mini Program's login asks with component_access_token in the query, as a GET without a body", async () => {
  const { client, seen } = await answering('{"session_key":"c2Vz\\/Q==","openid":"oA","unionid":"uA","errcode":0}');
  const answer = await redeemLoginCode(client, { ...component, code: "0a1 +/=" });
  expect(answer).toEqual({ openId: "oA", sessionKey: "c2Vz/Q==", unionId: "uA" });
  const [request] = seen;
  expect([request?.method, request?.path, request?.body.length]).toEqual(["GET", "/sns/component/jscode2session", 0]);
  expect(Object.fromEntries(request?.query ?? [])).toEqual({
    component_access_token: "91_component",
    appid: "wxA",
    js_code: "0a1 +/=",
    grant_type: "authorization_code",
    component_appid: "wxC",
  });
});

test.each([
  ["left out", '{"openid":"oA","session_key":"k"}'],
  ["null", '{"openid":"oA","session_key":"k","unionid":null}'],
  ["empty", '{"openid":"oA","session_key":"k","unionid":"","errcode":"0","errmsg":""}'],
])("an account without an open account has no UnionID, which WeChat may have %s", async (_how, body) => {
  const { client } = await answering(body);
  expect(await redeemLoginCode(client, { ...component, code: "c" })).toMatchObject({ openId: "oA", unionId: null });
});

test.each([
  [40029, '{"errcode":"40029","errmsg":"invalid code"}'],
  [40163, '{"errcode":40163,"errmsg":"code been used rid: 66b9f054-0a49f529-42583e39"}'],
  [40226, '{"errmsg":"code blocked","errcode":40226}'],
  [45011, '{"errcode":45011,"errMsg":"api minute-quota reach limit"}'],
  [61003, '{"errcode":" 61003","errmsg":"component is not authorized by this account"}'],
])(
  "errcode %i is a failure whether it comes as a number or as text, and a code is sent once only",
  async (code, body) => {
    const { client, seen } = await answering(body);
    expect(errcodeOf(await failure(redeemLoginCode(client, { ...component, code: "c" })))).toBe(code);
    expect(seen).toHaveLength(1);
  },
);

test("an Official Account's login is redeemed, renewed, and its profile read", async () => {
  const grant =
    '{"access_token":"92_u","expires_in":"7200","refresh_token":"92_r","openid":"oA","scope":"snsapi_base,snsapi_userinfo"}';
  const redeemed = await answering(grant);
  expect(await redeemWebLoginCode(redeemed.client, { ...component, code: "c" })).toEqual({
    userToken: "92_u",
    expiresInS: 7200,
    userRefreshToken: "92_r",
    openId: "oA",
    scope: "snsapi_base,snsapi_userinfo",
    unionId: null,
  });
  expect(redeemed.seen[0]?.path).toBe("/sns/oauth2/component/access_token");
  expect(redeemed.seen[0]?.query.get("grant_type")).toBe("authorization_code");

  const renewed = await answering(grant);
  await refreshWebLogin(renewed.client, { ...component, userRefreshToken: "92_r" });
  expect(Object.fromEntries(renewed.seen[0]?.query ?? [])).toEqual({
    component_access_token: "91_component",
    appid: "wxA",
    grant_type: "refresh_token",
    component_appid: "wxC",
    refresh_token: "92_r",
  });

  const profile = await answering(
    '{"openid":"oA","nickname":"小林\\ud83c\\udf75","sex":0,"headimgurl":"","privilege":[]}',
  );
  expect(await getWebUser(profile.client, { userToken: "92_u", openId: "oA" })).toEqual({
    openId: "oA",
    nickName: "小林🍵",
    headImageUrl: null,
    unionId: null,
    privileges: [],
  });
  expect(profile.seen[0]?.query.get("lang")).toBe("zh_CN");
});
