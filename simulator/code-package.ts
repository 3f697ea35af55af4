import { isRecord } from "./endpoints/fields.ts";
import type { Code } from "./mini-program-model.ts";

const MAX_PACKAGE_BYTES = 2 * 1_048_576;
const MAX_TOTAL_BYTES = 20 * 1_048_576;

export interface SubPackage {
  readonly root: string;
  readonly pages: readonly string[];
}

/** Pages of the main package. */
export function mainPages(code: Code): readonly string[] {
  return code.appJson.pages as readonly string[];
}

/** Subpackages; app.json may write the key either way. */
export function subPackages(code: Code): readonly SubPackage[] {
  return (code.appJson.subPackages ?? code.appJson.subpackages ?? []) as readonly SubPackage[];
}

/** Every page by its full path, the main package first, as get_page lists them. */
export function pagesOf(code: Code): readonly string[] {
  return [...mainPages(code), ...subPackages(code).flatMap(pagesOfPackage)];
}

/** Full paths of a subpackage's pages. */
export function pagesOfPackage({ root, pages }: SubPackage): readonly string[] {
  return pages.map((page) => `${root.replace(/\/$/, "")}/${page}`);
}

/** Interfaces declared in requiredPrivateInfos, as `wx.getLocation`. */
export function declaredInterfaces(code: Code): readonly string[] {
  return ((code.appJson.requiredPrivateInfos ?? []) as readonly string[]).map((name) => `wx.${name}`);
}

/** Whether app.json lists the Mini Programs that may be opened; the docs misspell the key. */
export function listsOthers(code: Code): boolean {
  return Object.entries(code.appJson).some(
    ([name, value]) => /^navigateToMiniProg\w*List$/i.test(name) && Array.isArray(value) && value.length > 0,
  );
}

/** Whether a package is over 2 MB or all together over 20 MB. */
export function isTooLarge(code: Code): boolean {
  const sizes = Object.values(code.packageBytes);
  return sizes.some((size) => size > MAX_PACKAGE_BYTES) || sizes.reduce((sum, size) => sum + size, 0) > MAX_TOTAL_BYTES;
}

/** Whether app.json has the shape that everything else relies on: pages, and subpackages with pages. */
export function isAppJson(value: unknown): value is Code["appJson"] {
  if (!isRecord(value) || !isTexts(value.pages)) return false;
  const packages = value.subPackages ?? value.subpackages ?? [];
  const infos = value.requiredPrivateInfos ?? [];
  return (
    isTexts(infos) &&
    Array.isArray(packages) &&
    packages.every((one) => isRecord(one) && typeof one.root === "string" && isTexts(one.pages))
  );
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
