import { mainPages, pagesOf, pagesOfPackage, type SubPackage, subPackages } from "../code-package.ts";
import type { Code, JsonRecord, MiniProgram, Version } from "../mini-program-model.ts";
import type { Account, Template } from "../model.ts";
import { demand, refuse } from "../refusal.ts";
import { checkPlugins, checkPrivateInfos } from "./ext-json-lists.ts";
import { isRecord } from "./fields.ts";

const MAX_BYTES = 524_288;
const STANDARD_KEYS = ["extAppid", "ext", "window"];
const REPLACED = [
  "ext",
  "customOpen",
  "functionPages",
  "navigateToMiniProgramAppIdList",
  "plugins",
  "requiredPrivateInfos",
  "sitemap",
  "extAppid",
];
const MEMBER_BY_MEMBER = ["window", "networkTimeout", "tabBar"];

/**
 * Merges ext_json into the template's app.json (wire F.2), refusing as /wxa/commit does:
 * 85013, 85044–85048, 80066, 80067, 80082, 85310–85312, 9402203.
 */
export function mergeExtJson(
  account: Account,
  program: MiniProgram,
  template: Template,
  extJson: unknown,
): Pick<Version, "extJson" | "code"> {
  demand(typeof extJson === "string", 85013);
  demand(Buffer.byteLength(extJson) <= MAX_BYTES, 85044);
  const ext = withoutNulls(parse(extJson));
  if (template.templateType === 1) {
    demand(
      Object.keys(ext).every((key) => STANDARD_KEYS.includes(key)),
      9402203,
    );
  }
  checkShapes(account, ext);
  checkPlugins(program, ext.plugins ?? ext.plugin);
  checkPrivateInfos(ext.requiredPrivateInfos);
  const { code } = template;
  return { extJson, code: { ...code, appJson: mergeAppJson(code, ext), pageJson: mergePageJson(code, ext.extPages) } };
}

function parse(extJson: string): JsonRecord {
  if (extJson.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(extJson);
  } catch {
    refuse(85013);
  }
  if (!isRecord(value)) refuse(85013);
  return value;
}

/** Serializers of some languages write `null` for what is not set. */
function withoutNulls(value: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null));
}

function checkShapes(account: Account, ext: JsonRecord): void {
  demand(ext.extAppid === undefined || ext.extAppid === "" || ext.extAppid === account.appid, 85013);
  for (const key of ["ext", "extPages", "window"]) demand(ext[key] === undefined || isRecord(ext[key]), 85013);
  for (const key of ["tabBar", "networkTimeout"]) demand(ext[key] === undefined || isRecord(ext[key]), 85048);
}

function mergeAppJson(code: Code, ext: JsonRecord): JsonRecord {
  const merged: Record<string, unknown> = { ...code.appJson };
  const others = Object.keys(ext).find((key) => /^navigateToMiniProg\w*List$/i.test(key));
  const given: JsonRecord = {
    ...ext,
    ...(ext.plugin !== undefined && { plugins: ext.plugins ?? ext.plugin }),
    ...(others && { navigateToMiniProgramAppIdList: ext[others] }),
  };
  for (const key of REPLACED) if (given[key] !== undefined) merged[key] = given[key];
  for (const key of MEMBER_BY_MEMBER) {
    if (isRecord(given[key])) merged[key] = { ...(code.appJson[key] as JsonRecord | undefined), ...given[key] };
  }
  merged.pages = mergePages(code, given.pages);
  const packages = mergeSubPackages(code, given.subPackages ?? given.subpackages);
  if (packages.length > 0) merged.subPackages = packages;
  else delete merged.subPackages;
  mergeTabs(merged, isRecord(given.tabBar) && given.tabBar.list !== undefined);
  return merged;
}

/** Replaced whole, but only by pages that the template has. */
function mergePages(code: Code, pages: unknown): readonly string[] {
  demand(pages === undefined || Array.isArray(pages), 85048);
  demand((pages ?? mainPages(code)).length > 0, 85047);
  if (pages === undefined) return mainPages(code);
  demand(
    pages.every((page) => mainPages(code).includes(page)),
    85045,
  );
  return pages;
}

function mergeSubPackages(code: Code, packages: unknown): readonly SubPackage[] {
  if (packages === undefined) return subPackages(code);
  demand(Array.isArray(packages), 85048);
  const known = subPackages(code).flatMap(pagesOfPackage);
  for (const one of packages as unknown[]) {
    demand(isRecord(one) && typeof one.root === "string" && Array.isArray(one.pages), 85048);
    demand(
      pagesOfPackage(one as unknown as SubPackage).every((page) => known.includes(page)),
      85045,
    );
  }
  return packages as readonly SubPackage[];
}

/** Given tabs must be pages; the template's own lose those that ext_json left out. */
function mergeTabs(merged: Record<string, unknown>, given: boolean): void {
  const tabBar = merged.tabBar as JsonRecord | undefined;
  if (!tabBar || tabBar.list === undefined) return;
  const { list } = tabBar;
  demand(Array.isArray(list), 85048);
  const pages = merged.pages as readonly string[];
  const isPage = (item: unknown) => isRecord(item) && pages.includes(String(item.pagePath ?? ""));
  if (given) demand(list.length >= 2 && list.length <= 5 && list.every(isPage), 85046);
  else merged.tabBar = { ...tabBar, list: list.filter(isPage) };
}

/** extPages are merged page by page into page.json. */
function mergePageJson(code: Code, extPages: unknown): Code["pageJson"] {
  if (!isRecord(extPages)) return code.pageJson;
  const merged = { ...code.pageJson };
  for (const [page, extra] of Object.entries(extPages)) {
    demand(pagesOf(code).includes(page), 85045);
    demand(isRecord(extra), 85013);
    merged[page] = { ...merged[page], ...extra };
  }
  return merged;
}
