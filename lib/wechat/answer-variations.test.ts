import { describe, expect, test } from "vitest";
import { endpoints } from "./endpoints/table.ts";
import { parseWireJson } from "./endpoints/wire-json.ts";
import samples from "./sample-answers.json" with { type: "json" };

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Fields without which an answer is of no use: everything else may be missing, null or empty. */
const essential: Record<string, string[]> = {
  fetchComponentToken: ["component_access_token", "expires_in"],
  createPreAuthCode: ["pre_auth_code", "expires_in"],
  refreshAccountToken: ["authorizer_access_token", "expires_in"],
  queryAuthorization: ["authorization_info", "authorization_info.authorizer_appid"],
  getAccountInfo: ["authorizer_info"],
  listAccounts: ["total_count", "list.0.authorizer_appid", "list.1.authorizer_appid"],
  createOpenAccount: ["open_appid"],
  getOpenAccount: ["open_appid"],
  haveOpenAccount: ["have_open"],
  checkSameEntity: ["same_entity"],
  listDrafts: ["draft_list.0.draft_id"],
  listTemplates: ["template_list.0.template_id"],
  getCategories: ["category_list.0.first_id", "category_list.0.second_id"],
  submitReview: ["auditid"],
  getReviewStatus: ["status"],
  getLatestReview: ["auditid", "status"],
  getReviewQuota: ["rest", "limit"],
  getCodeHistory: ["version_list.0.app_version", "version_list.1.app_version"],
  getGrayRelease: ["gray_release_plan.status"],
  getVisitStatus: ["status"],
  uploadMedia: ["mediaid"],
  uploadPrivacyFile: ["ext_file_media_id"],
  getNickNameReview: ["audit_stat"],
  getSearchStatus: ["status"],
  registerFromOfficialAccount: ["appid"],
  getApiQuota: ["quota", "quota.daily_limit", "quota.used", "quota.remain"],
  getCallByRid: ["request"],
  redeemLoginCode: ["openid"],
  redeemWebLoginCode: ["access_token", "expires_in", "openid"],
  refreshWebLogin: ["access_token", "expires_in", "openid"],
};
const treeIds = ["0.id", "0.children.0", "0.children.1", "1.id"].map((at) => `categories_list.categories.${at}`);
essential.getAllCategories = treeIds;
essential.getCategoriesByType = treeIds;
essential.getSetCategories = ["categories.0.first", "categories.0.second"];

const byName = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
const cases = Object.entries(samples as unknown as Record<string, Json>).map(([name, sample]) => ({ name, sample }));
const read = (name: string, answer: Json) => byName.get(name)?.response.safeParse(answer);
const asRead = (name: string, sample: Json) => read(name, sample)?.data;

/** Rebuilds an answer, each value from its path on. */
function rewrite(value: Json, change: (value: Json, path: string) => Json | undefined, path = ""): Json {
  const under = (name: string | number) => (path === "" ? String(name) : `${path}.${name}`);
  const changed = change(value, path);
  if (changed !== value || value === null || typeof value !== "object") return changed ?? null;
  if (Array.isArray(value)) return value.map((item, index) => rewrite(item, change, under(index)));
  const entries = Object.entries(value).map(([name, item]) => [name, rewrite(item, change, under(name))] as const);
  return Object.fromEntries(entries.filter(([name]) => change(value[name] as Json, under(name)) !== undefined));
}

function pathsIn(sample: Json): string[] {
  const found: string[] = [];
  rewrite(sample, (value, path) => {
    if (path !== "") found.push(path);
    return value;
  });
  return [...new Set(found)].filter((path) => !/^(errcode|errmsg)$/.test(path));
}

describe.each(cases)("the answer of $name", ({ name, sample }) => {
  test("may bring its numbers as text and its flags as 1 and 0, as text, or in capitals", () => {
    const expected = asRead(name, sample);
    expect(expected).toBeDefined();
    const asText = rewrite(sample, (value) => (typeof value === "number" ? String(value) : value));
    expect(asRead(name, asText)).toEqual(expected);
    for (const write of [
      Number,
      String,
      (flag: boolean) => String(Number(flag)),
      (flag: boolean) => (flag ? "True" : "False"),
    ]) {
      const flags = rewrite(sample, (value) => (typeof value === "boolean" ? write(value) : value));
      expect(asRead(name, flags)).toEqual(expected);
    }
  });

  test("may hold fields we do not know, in any order, with slashes and letters escaped", () => {
    const expected = asRead(name, sample);
    const grown = rewrite(sample, (value) => {
      if (value === null || typeof value !== "object" || Array.isArray(value) || "brand_new" in value) return value;
      return Object.fromEntries([...Object.entries(value), ["brand_new", { a: [1] }]].reverse());
    });
    expect(asRead(name, grown)).toEqual(expected);
    const escaped = JSON.stringify(sample)
      .replaceAll("/", "\\/")
      .replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
    expect(asRead(name, parseWireJson(escaped) as Json)).toEqual(expected);
  });

  test("needs what makes it useful, and nothing else", () => {
    const needed = new Set<string>();
    for (const path of pathsIn(sample)) {
      const isList = Array.isArray(
        path.split(".").reduce<Json>((at, key) => (at as Record<string, Json>)[key] ?? null, sample),
      );
      const isItem = /\.\d+$/.test(path);
      const tries: (Json | undefined)[] = [null, ...(isItem ? [] : [undefined]), ...(isList ? ["", {}, []] : [])];
      for (const replacement of tries) {
        const answer = rewrite(sample, (value, at) => (at === path ? replacement : value));
        if (!read(name, answer)?.success) needed.add(path);
      }
    }
    // A list may have no items, but those it has must be readable.
    const fields = [...needed].filter((path) => !/\.\d+$/.test(path) || essential[name]?.includes(path));
    expect(fields.sort()).toEqual([...(essential[name] ?? [])].sort());
  });
});

test("every call that gives something back has a sample", () => {
  const silent = endpoints.filter(
    ({ response }) => Object.keys((response as { shape?: object }).shape ?? {}).length === 0,
  );
  const without = endpoints.filter(({ name }) => !(name in samples)).map(({ name }) => name);
  expect(without.sort()).toEqual(silent.map(({ name }) => name).sort());
});
