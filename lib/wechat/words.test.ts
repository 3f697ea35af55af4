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

  test("the sets for UnionID and code are exclusive, and an unknown id stays readable", () => {
    for (const id of [18, 24, 25]) expect(permissionSet(id).exclusive).toBe(true);
    expect(permissionSet(30)).toMatchObject({ exclusive: false, kind: "mini_program", known: true });
    expect(permissionSet(9_999)).toMatchObject({ known: false, kind: null });
    expect(permissionSet(9_999).name.en).toContain("9999");
  });
});
