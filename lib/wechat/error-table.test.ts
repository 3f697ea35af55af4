import { describe, expect, test } from "vitest";
import { retryClasses } from "./contract.ts";
import source from "./data/error-codes.json" with { type: "json" };
import { endpoints } from "./endpoints/table.ts";
import { explainErrcode, knownErrcodes } from "./error-table.ts";

/** wechat-wire.md §I by its column R. `no` splits by what its row says: a human, a quota, our bug. */
const rows = {
  refresh_token: [40001, 40014, 42001, 61005, 61006, 61023],
  back_off: [-1000, -1, 45011, 61039, 9402202],
  wait_quota: [45009],
  bug: [41001, 41002, 41004, 41018, 43001, 43002, 44002, 47001, 61014, 61015],
  human: [
    40013, 40029, 40125, 40163, 42007, 48001, 48004, 50001, 50002, 61003, 61004, 61007, 61009, 61010, 61011, 61016,
    61017, 61028, 61030, 61040, 85009, 85012, 85019, 85020, 85023, 85052, 85058, 85064, 85065, 85086, 86000, 86001,
    86002, 87011, 87012, 89000, 89001, 89002, 89003, 89004, 89036, 89401, 89402, 89403, 89404, 9400001, 9402203,
  ],
} as const;

/** Marked `no` in §I, which names a quota in each: waiting is what helps, and nothing repeats them by itself. */
const spentQuotas = [48006, 85085, 87013, 89405];

describe("the error table", () => {
  test.each(Object.entries(rows))("%s is the class of the rows of §I that say so", (retry, codes) => {
    for (const code of codes) expect([code, explainErrcode(code).retry]).toEqual([code, retry]);
  });

  test("waits where §I says that a quota is spent", () => {
    for (const code of spentQuotas) expect([code, explainErrcode(code).retry]).toEqual([code, "wait_quota"]);
  });

  test("has exactly the rows of §I in section I", () => {
    const listed = knownErrcodes.filter((code) => explainErrcode(code).sections.includes("I"));
    const expected = [...Object.values(rows).flat(), ...spentQuotas].sort((a, b) => a - b);
    expect(listed).toEqual(expected);
  });

  test("explains all its codes: class, meaning, cause and next step in both languages, place and section", () => {
    expect(knownErrcodes).toHaveLength(327);
    for (const code of knownErrcodes) {
      const { retry, meaning, cause, nextStep, endpoints: places, sections, certainty } = explainErrcode(code);
      expect(retryClasses, String(code)).toContain(retry);
      for (const words of [meaning, cause, nextStep]) {
        expect(words.en, String(code)).toMatch(/[a-z]/i);
        expect(words.zh, String(code)).toMatch(/[\u4e00-\u9fff]/);
      }
      expect(certainty, String(code)).not.toBe("none");
      expect([...sections], String(code)).toEqual([...new Set(sections)].sort());
      expect(places, String(code)).toEqual([...new Set(places)].sort());
    }
  });

  test("leaves without a section only what the wire does not know", () => {
    const homeless = knownErrcodes.filter((code) => explainErrcode(code).sections.length === 0);
    const places = new Set(homeless.flatMap((code) => explainErrcode(code).endpoints));
    const elsewhere = ["api_confirm_authorization", "qrcodejumpadd", "qrcodejumppublish"];
    for (const place of places)
      expect(
        elsewhere.some((name) => place.endsWith(name)),
        place,
      ).toBe(true);
  });

  test("says where a code comes from", () => {
    expect(explainErrcode(61039)).toMatchObject({ sections: ["F.1", "F.3", "I"] });
    expect(explainErrcode(61039).endpoints).toEqual(["/wxa/security/get_code_privacy_info", "/wxa/submit_audit"]);
    expect(explainErrcode(-40001).sections).toEqual(["A.2"]);
    expect(explainErrcode(89250).sections).toEqual(["G.5"]);
    expect(explainErrcode(12_345_678)).toMatchObject({ sections: [], endpoints: [] });
  });

  test("names a call in the explanation of each code the call is said to answer with, and its section", () => {
    for (const { path, section, errcodes } of endpoints) {
      for (const code of errcodes) {
        expect(explainErrcode(code).endpoints, String(code)).toContain(path);
        expect(explainErrcode(code).sections, String(code)).toContain(section);
      }
    }
  });

  test("tells nobody to wait for an automatic retry that does not come", () => {
    const promising = source.error_codes.filter((row) => /automatic|the system retries/i.test(row.next_step_en));
    for (const row of promising) expect(["back_off", "refresh_token"], String(row.code)).toContain(row.retry);
  });
});
