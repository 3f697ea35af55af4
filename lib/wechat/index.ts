/** The only door to WeChat: its calls, its pushes, its error codes. Knows no database; tokens are arguments. */
export * from "./authorization-page.ts";
export {
  type CallbackErrorCode,
  type CallbackQuery,
  openCallback,
  openEchostr,
  sealReply,
  signCallback,
} from "./callback-crypto.ts";
export { createWechatClient, type WechatClientOptions } from "./client.ts";
export type * from "./contract.ts";
export { describeWechatFailure } from "./describe-failure.ts";
export * from "./endpoints/authorization.ts";
export * from "./endpoints/basic-info.ts";
export * from "./endpoints/categories.ts";
export * from "./endpoints/code.ts";
export * from "./endpoints/domains.ts";
export type { Call, CircuitState, Endpoint, TokenKind, WechatClient } from "./endpoints/endpoint.ts";
export type { GrantedPermissionSet } from "./endpoints/grants.ts";
export * from "./endpoints/live-version.ts";
export * from "./endpoints/login.ts";
export * from "./endpoints/media.ts";
export * from "./endpoints/open-accounts.ts";
export * from "./endpoints/platform-domains.ts";
export * from "./endpoints/privacy.ts";
export * from "./endpoints/quota.ts";
export * from "./endpoints/registration.ts";
export * from "./endpoints/releases.ts";
export * from "./endpoints/reviews.ts";
export { endpoints } from "./endpoints/table.ts";
export * from "./endpoints/templates.ts";
export * from "./endpoints/testers.ts";
export * from "./endpoints/tickets.ts";
export { explainErrcode, knownErrcodes } from "./error-table.ts";
export {
  errcodeOf,
  isUnreachable,
  isWechatError,
  type UnreachableData,
  type UnreachableReason,
  type WechatErrorData,
} from "./errors.ts";
export { knownPermissionSets, permissionSet } from "./permission-sets.ts";
export { forPlatform } from "./platform-scope.ts";
export { type Envelope, readEnvelope, readEvent, type XmlRecord, type XmlValue } from "./xml.ts";
