import type { Code, Version } from "../mini-program-model.ts";
import type { Account } from "../model.ts";
import { demand, refuse } from "../refusal.ts";
import { isRecord } from "./fields.ts";

const MAX_BYTES = 524_288;
/** Location interfaces that app.json may list; each needs an approved application. */
const PRIVATE_INFOS = [
  "getFuzzyLocation",
  "getLocation",
  "onLocationChange",
  "startLocationUpdate",
  "startLocationUpdateBackground",
  "chooseLocation",
  "choosePoi",
  "chooseAddress",
];

/** Merges ext_json into the template's code (wire F.2), refusing as /wxa/commit does. */
export function mergeExtJson(account: Account, code: Code, extJson: unknown): Pick<Version, "extJson" | "code"> {
  demand(typeof extJson === "string", 85013);
  demand(Buffer.byteLength(extJson) <= MAX_BYTES, 85044);
  const ext = parse(extJson);
  const named = ext.extAppid;
  demand(named === undefined || named === "" || named === account.appid, 85013);
  demand(ext.ext === undefined || isRecord(ext.ext), 85013);
  demand(ext.extPages === undefined || isRecord(ext.extPages), 85013);
  demand(ext.window === undefined || isRecord(ext.window), 85013);
  const pages = mergePages(code, ext.pages);
  for (const page of Object.keys(isRecord(ext.extPages) ? ext.extPages : {})) {
    demand(code.pages.includes(page), 85045);
  }
  const tabBar = mergeTabBar(code, pages, ext.tabBar);
  checkPlugins(ext.plugins);
  const infos = mergePrivateInfos(code, ext.requiredPrivateInfos);
  return {
    extJson,
    code: {
      ...code,
      pages,
      tabBar,
      declaredInterfaces: infos,
      jumpsToOthers: code.jumpsToOthers && !Array.isArray(ext.navigateToMiniProgramAppIdList),
    },
  };
}

function parse(extJson: string): Record<string, unknown> {
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

function mergePages(code: Code, pages: unknown): readonly string[] {
  if (pages === undefined) return code.pages;
  demand(Array.isArray(pages), 85048);
  demand(pages.length > 0, 85047);
  demand(
    pages.every((page) => code.pages.includes(page as string)),
    85045,
  );
  return pages as string[];
}

function mergeTabBar(code: Code, pages: readonly string[], tabBar: unknown): readonly string[] {
  const list = isRecord(tabBar) ? tabBar.list : undefined;
  if (list === undefined) {
    demand(tabBar === undefined || isRecord(tabBar), 85048);
    return code.tabBar.filter((page) => pages.includes(page));
  }
  demand(Array.isArray(list), 85048);
  const paths = list.map((item) => (isRecord(item) ? String(item.pagePath ?? "") : ""));
  demand(paths.length >= 2 && paths.length <= 5 && paths.every((path) => pages.includes(path)), 85046);
  return paths;
}

function checkPlugins(plugins: unknown): void {
  if (plugins === undefined) return;
  demand(isRecord(plugins), 85048);
  for (const plugin of Object.values(plugins)) {
    demand(isRecord(plugin), 85048);
    demand(/^wx[0-9a-f]{16}$/.test(String(plugin.provider ?? "")), 80067);
    demand(/^(\d+\.\d+\.\d+|dev)$/.test(String(plugin.version ?? "")), 80066);
  }
}

function mergePrivateInfos(code: Code, infos: unknown): readonly string[] {
  if (infos === undefined) return code.declaredInterfaces;
  demand(Array.isArray(infos), 85310);
  demand(
    infos.every((info) => PRIVATE_INFOS.includes(info as string)),
    85311,
  );
  const fuzzy = infos.includes("getFuzzyLocation");
  const exact = infos.some((info) => info === "getLocation" || String(info).includes("LocationUpdate"));
  demand(!(fuzzy && exact), 85312);
  return infos.map((info) => `wx.${info}`);
}
