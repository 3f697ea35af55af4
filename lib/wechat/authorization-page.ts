import { AppError } from "#lib/core/errors.ts";

/** Which accounts WeChat's page offers: 1 Official Accounts, 2 Mini Programs, 3 both, 6 all kinds. */
export type AuthType = 1 | 2 | 3 | 4 | 5 | 6 | 8;

export interface AuthorizationPage {
  componentAppId: string;
  preAuthCode: string;
  /** Left out by the page inside a Mini Program plugin. */
  redirectUri?: string;
  authType: AuthType;
  /** Limits the page to one account. Sent beside auth_type: in newer documents it wins. */
  bizAppId?: string;
  /** Permission sets to offer; without it, all published ones. */
  categoryIds?: readonly number[];
}

/** The page that shows a QR code, for a computer. Pure (wechat-wire.md §C). */
export function authorizationPageUrl({ mpUrl, ...page }: AuthorizationPage & { mpUrl: string }): string {
  return `${mpUrl}/cgi-bin/componentloginpage?${parametersOf(page)}`;
}

/** The page for a phone inside WeChat. Needs a pre-auth code of its own: they are single use. Pure. */
export function authorizationPhoneUrl({ openUrl, ...page }: AuthorizationPage & { openUrl: string }): string {
  return `${openUrl}/wxaopen/safe/bindcomponent?${phoneParametersOf(page)}`;
}

/** The older address of the page for a phone (wechat-wire.md §C, one source). Pure. */
export function oldAuthorizationPhoneUrl({ mpUrl, ...page }: AuthorizationPage & { mpUrl: string }): string {
  return `${mpUrl}/safe/bindcomponent?${phoneParametersOf(page)}`;
}

function phoneParametersOf(page: AuthorizationPage): string {
  return `action=bindcomponent&no_scan=1&${parametersOf(page)}#wechat_redirect`;
}

function parametersOf(page: AuthorizationPage): string {
  const parameters = new URLSearchParams({
    component_appid: page.componentAppId,
    pre_auth_code: page.preAuthCode,
  });
  if (page.redirectUri !== undefined) parameters.set("redirect_uri", page.redirectUri);
  parameters.set("auth_type", String(page.authType));
  if (page.bizAppId !== undefined) parameters.set("biz_appid", page.bizAppId);
  if (page.categoryIds !== undefined && page.categoryIds.length > 0) {
    parameters.set("category_id_list", page.categoryIds.join("|"));
  }
  return parameters.toString();
}

const maxStateBytes = 128;

/**
 * Where a user's browser begins an Official Account's web login on behalf. WeChat wants exactly this order.
 * Pure (wechat-wire.md §H). @throws AppError wechat_request when `state` has more than 128 bytes
 */
export function webLoginUrl(input: {
  openUrl: string;
  componentAppId: string;
  appId: string;
  redirectUri: string;
  scope: "snsapi_base" | "snsapi_userinfo";
  state: string;
}): string {
  if (Buffer.byteLength(input.state) > maxStateBytes)
    throw new AppError("wechat_request", { kind: "invalid", log: "state is too long", data: { fields: "state" } });
  const parameters = new URLSearchParams({
    appid: input.appId,
    redirect_uri: input.redirectUri,
    response_type: "code",
    scope: input.scope,
    state: input.state,
    component_appid: input.componentAppId,
  });
  return `${input.openUrl}/connect/oauth2/authorize?${parameters}#wechat_redirect`;
}
