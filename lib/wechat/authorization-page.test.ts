import { expect, test } from "vitest";
import { authorizationPageUrl, authorizationPhoneUrl, webLoginUrl } from "./authorization-page.ts";

const page = {
  componentAppId: "wx00000000000000c0",
  preAuthCode: `preauthcode@@@${"x".repeat(86)}`,
  redirectUri: "https://hufu.example/wx/wx00000000000000c0/return/abc",
  authType: 3 as const,
};

test("the page for computers carries the whole pre-auth code and an encoded redirect", () => {
  const url = new URL(authorizationPageUrl({ mpUrl: "https://mp.weixin.qq.com", ...page }));
  expect(url.origin + url.pathname).toBe("https://mp.weixin.qq.com/cgi-bin/componentloginpage");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    component_appid: page.componentAppId,
    pre_auth_code: page.preAuthCode,
    redirect_uri: page.redirectUri,
    auth_type: "3",
  });
});

test("the page for phones ends as WeChat asks and may be limited to an account and to permission sets", () => {
  const text = authorizationPhoneUrl({
    openUrl: "https://open.weixin.qq.com",
    ...page,
    bizAppId: "wx0000000000000001",
    categoryIds: [18, 25],
  });
  const url = new URL(text);
  expect(text.startsWith("https://open.weixin.qq.com/wxaopen/safe/bindcomponent?action=bindcomponent&no_scan=1&")).toBe(
    true,
  );
  expect(url.hash).toBe("#wechat_redirect");
  expect(url.searchParams.get("biz_appid")).toBe("wx0000000000000001");
  expect(url.searchParams.get("category_id_list")).toBe("18|25");
});

test("the web login has its parameters in the one order that WeChat accepts", () => {
  const url = webLoginUrl({
    openUrl: "https://open.weixin.qq.com",
    componentAppId: "wxC",
    appId: "wxA",
    redirectUri: "https://a.example/b",
    scope: "snsapi_base",
    state: "s",
  });
  expect([...new URL(url).searchParams.keys()]).toEqual([
    "appid",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "component_appid",
  ]);
  expect(url.endsWith("#wechat_redirect")).toBe(true);
});
