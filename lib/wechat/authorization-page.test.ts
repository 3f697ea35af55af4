import { expect, test } from "vitest";
import { isAppError } from "#lib/core/errors.ts";
import {
  authorizationPageUrl,
  authorizationPhoneUrl,
  oldAuthorizationPhoneUrl,
  webLoginUrl,
} from "./authorization-page.ts";

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
  expect(text).toContain("&category_id_list=18%7C25#");
});

test("the older page for phones takes the same query at WeChat's other address", () => {
  const urls = { mpUrl: "https://mp.weixin.qq.com", openUrl: "https://open.weixin.qq.com" };
  const old = oldAuthorizationPhoneUrl({ ...urls, ...page });
  const current = authorizationPhoneUrl({ ...urls, ...page });
  expect(old).toBe(current.replace(`${urls.openUrl}/wxaopen/`, `${urls.mpUrl}/`));
});

test("the page inside a plugin has no redirect, and no limit is written when none is wanted", () => {
  const { redirectUri: _redirectUri, ...inPlugin } = page;
  const url = new URL(authorizationPageUrl({ mpUrl: "https://mp.weixin.qq.com", ...inPlugin, categoryIds: [] }));
  expect([...url.searchParams.keys()]).toEqual(["component_appid", "pre_auth_code", "auth_type"]);
});

const login = {
  openUrl: "https://open.weixin.qq.com",
  componentAppId: "wxC",
  appId: "wxA",
  redirectUri: "https://a.example/b?c=d",
  scope: "snsapi_base" as const,
  state: "s",
};

test("the web login is written in the one order that WeChat accepts, to the letter", () => {
  expect(webLoginUrl(login)).toBe(
    "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wxA&redirect_uri=https%3A%2F%2Fa.example%2Fb%3Fc%3Dd" +
      "&response_type=code&scope=snsapi_base&state=s&component_appid=wxC#wechat_redirect",
  );
  expect(webLoginUrl({ ...login, scope: "snsapi_userinfo" })).toContain("&scope=snsapi_userinfo&state=");
});

test("a web login's state may have 128 bytes and no more, however few letters they are", () => {
  expect(webLoginUrl({ ...login, state: "s".repeat(128) })).toContain("s".repeat(128));
  for (const state of ["s".repeat(129), "茶".repeat(43)]) {
    let thrown: unknown;
    try {
      webLoginUrl({ ...login, state });
    } catch (error) {
      thrown = error;
    }
    expect(isAppError(thrown) && thrown.code).toBe("wechat_request");
  }
});
