import { describe, expect, test } from "vitest";
import { describeWechatFailure } from "./describe-failure.ts";
import { explainErrcode } from "./error-table.ts";
import { unreachable, wechatError } from "./errors.ts";
import { knownPermissionSets, permissionSet } from "./permission-sets.ts";

describe("error codes", () => {
  test("an unknown code stays readable and goes to a human", () => {
    const unknown = explainErrcode(12_345_678);
    expect(unknown).toMatchObject({ retry: "human", certainty: "none" });
    expect(unknown.meaning.zh).toContain("12345678");
    expect(unknown.meaning.en).toContain("12345678");
  });
});

describe("a failure in words", () => {
  test("an errcode brings its cause, next step, rid, and the address to whitelist", () => {
    const error = wechatError(
      "/wxa/commit",
      61004,
      "access clientip is not registered 203.0.113.9 rid: 5fc88fcc-23d06947-123dd67d",
    );
    expect(describeWechatFailure(error)).toMatchObject({
      errcode: 61004,
      rid: "5fc88fcc-23d06947-123dd67d",
      retry: "human",
      ipAddress: "203.0.113.9",
    });
  });

  test("an unreachable WeChat says whether the call may have had its effect", () => {
    const none = describeWechatFailure(unreachable("/wxa/commit", "refused", "none"));
    const perhaps = describeWechatFailure(unreachable("/wxa/commit", "timeout", "unknown"));
    expect(none?.cause.en).not.toBe(perhaps?.cause.en);
    expect(none?.errcode).toBeNull();
  });

  test("other errors are none of its business", () => {
    expect(describeWechatFailure(new Error("x"))).toBeNull();
    expect(describeWechatFailure(undefined)).toBeNull();
  });
});

describe("permission sets", () => {
  test("each has a name and says what it allows and prevents, in both languages", () => {
    for (const { name, description, prevents } of knownPermissionSets) {
      for (const words of [name, description, prevents]) expect(words.zh !== "" && words.en !== "").toBe(true);
    }
  });

  test("every set the wire names has a name of its kind, and those it marks × are for one platform only", () => {
    const officialAccount = [
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 22, 23, 24, 26, 27, 33, 34, 44, 46, 47, 54, 66,
    ];
    const miniProgram = [17, 18, 19, 25, 30, 31, 37, 40, 41, 45, 48, 49, 51, 52, 65, 67, 70, 71, 73, 76, 81, 84, 86];
    for (const id of officialAccount) expect(permissionSet(id), String(id)).toMatchObject({ kind: "official_account" });
    for (const id of miniProgram) expect(permissionSet(id), String(id)).toMatchObject({ kind: "mini_program" });
    const exclusive = [...officialAccount, ...miniProgram].filter((id) => permissionSet(id).exclusive);
    expect(exclusive.sort((a, b) => a - b)).toEqual([4, 18, 24, 25, 34, 40, 41, 45, 49, 51, 54, 73, 76, 81]);
  });

  test("the sets for UnionID and code are exclusive, and an unknown id stays readable", () => {
    for (const id of [18, 24, 25]) expect(permissionSet(id).exclusive).toBe(true);
    expect(permissionSet(30)).toMatchObject({ exclusive: false, kind: "mini_program", known: true });
    expect(permissionSet(9_999)).toMatchObject({ known: false, kind: null });
    expect(permissionSet(9_999).name.en).toContain("9999");
  });
});
