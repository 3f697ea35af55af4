import type { Code } from "../mini-program-model.ts";
import { ControlError } from "./control.ts";

type Body = Readonly<Record<string, unknown>>;

/**
 * The code of an uploaded draft: that of the Mini Program's former draft, with what the upload names:
 * `app_json`, `page_json`, `package_bytes` ({"main": n, "<root>": n}), `privacy_keys`,
 * `privacy_interfaces`, `navigates`.
 */
export function draftCode(former: Code, body: Body): Code {
  return {
    appJson: part(body, "app_json", isObject, former.appJson),
    pageJson: part(body, "page_json", isObject, former.pageJson) as Code["pageJson"],
    packageBytes: part(body, "package_bytes", isObject, former.packageBytes) as Code["packageBytes"],
    privacyKeys: part(body, "privacy_keys", isTexts, former.privacyKeys),
    privacyInterfaces: part(body, "privacy_interfaces", isTexts, former.privacyInterfaces),
    navigates: part(body, "navigates", (value) => typeof value === "boolean", former.navigates),
  };
}

function part<T>(body: Body, name: string, fits: (value: unknown) => boolean, absent: T): T {
  const value = body[name];
  if (value === undefined) return absent;
  if (!fits(value)) throw new ControlError(400, `${name} has the wrong type`);
  return value as T;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
