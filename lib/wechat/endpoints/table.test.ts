import { describe, expect, test } from "vitest";
import errors from "#lib/wechat/data/error-codes.json" with { type: "json" };
import permissions from "#lib/wechat/data/permission-sets.json" with { type: "json" };
import { endpoints } from "./table.ts";

const knownCodes = new Set(errors.error_codes.map((row) => row.code));
const knownSets = new Map(permissions.permission_sets.map((row) => [row.id, row]));

describe("the table of endpoints", () => {
  test("names each call once and each address once per use", () => {
    const names = endpoints.map((endpoint) => endpoint.name);
    expect(new Set(names).size).toBe(names.length);
    // These two addresses do two things each, told apart by `action`.
    const twice = ["/wxa/revertcoderelease", "/cgi-bin/component/fastregisterweapp"];
    const personal = "/wxa/component/fastregisterpersonalweapp";
    const paths = endpoints.map((endpoint) => endpoint.path).filter((path) => ![...twice, personal].includes(path));
    expect(new Set(paths).size).toBe(paths.length);
  });

  test("holds path templates without a query, and a body schema only for POST", () => {
    for (const endpoint of endpoints) {
      expect(endpoint.path).toMatch(/^\/[a-z0-9_/-]+$/);
      if (endpoint.method === "GET") expect(endpoint.request).toBeNull();
    }
  });

  test("asks for permission sets that exist, and for no account token without a reason", () => {
    for (const endpoint of endpoints) {
      for (const id of endpoint.permissionSets) expect(knownSets.has(id), `${endpoint.name} asks for ${id}`).toBe(true);
      if (endpoint.token !== "account") expect(endpoint.permissionSets, endpoint.name).toEqual([]);
    }
  });

  test("agrees with the published permission sets (those with a public name) on who may call what", () => {
    const byPath = new Map(endpoints.map((endpoint) => [endpoint.path, endpoint]));
    const missing = permissions.permission_sets.flatMap((set) =>
      "name_known" in set || "legacy" in set
        ? []
        : set.used_by_endpoints
            .map((path) => ({ path, endpoint: byPath.get(path) }))
            .filter(({ endpoint }) => endpoint?.token === "account" && !endpoint.permissionSets.includes(set.id))
            .map(({ path }) => `${path}: ${set.id}`),
    );
    expect(missing).toEqual([]);
  });

  test("explains every errcode that a call is said to answer with", () => {
    const unexplained = endpoints.flatMap((endpoint) =>
      endpoint.errcodes.filter((code) => !knownCodes.has(code)).map((code) => `${endpoint.name}: ${code}`),
    );
    expect(unexplained).toEqual([]);
  });

  test("accepts the barest success of every call that gives nothing back", () => {
    const silent = endpoints.filter((endpoint) => endpoint.response.safeParse({ errcode: 0, errmsg: "ok" }).success);
    for (const name of ["commitCode", "releaseCode", "bindOpenAccount", "deleteTemplate", "setNickName"]) {
      expect(silent.map((endpoint) => endpoint.name)).toContain(name);
    }
  });

  test("never lets a call be repeated that spends, creates or submits something", () => {
    const once = [
      "queryAuthorization",
      "createOpenAccount",
      "addToTemplateLibrary",
      "commitCode",
      "submitReview",
      "withdrawReview",
      "speedUpReview",
      "releaseCode",
      "revertCode",
      "startGrayRelease",
      "registerCompany",
      "clearQuota",
      "redeemLoginCode",
      "sendCustomText",
    ];
    for (const name of once) expect(endpoints.find((endpoint) => endpoint.name === name)?.repeatable, name).toBe(false);
  });
});
