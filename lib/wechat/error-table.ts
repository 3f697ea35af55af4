import type { Certainty, ErrcodeExplanation, RetryClass } from "./contract.ts";
import source from "./data/error-codes.json" with { type: "json" };
import { placesOf, sectionsOf } from "./error-sections.ts";

const retryOf: Record<string, RetryClass> = {
  refresh_token: "refresh_token",
  back_off: "back_off",
  wait_quota: "wait_quota",
  needs_human: "human",
  // "never": asking again gives the same answer, so someone has to look.
  never: "human",
  our_bug: "bug",
};

const byCode = new Map<number, ErrcodeExplanation>(
  source.error_codes.map((row) => [
    row.code,
    {
      code: row.code,
      retry: retryOf[row.retry] ?? "human",
      meaning: { zh: row.meaning_zh, en: row.meaning_en },
      cause: { zh: row.cause_zh, en: row.cause_en },
      nextStep: { zh: row.next_step_zh, en: row.next_step_en },
      endpoints: placesOf(row.code),
      sections: sectionsOf(row.code),
      certainty: row.certainty as Certainty,
    },
  ]),
);

/** Every errcode we can explain, for the generated documentation. */
export const knownErrcodes: readonly number[] = [...byCode.keys()].sort((a, b) => a - b);

/** An errcode in both languages. A code not in the table still gets readable words and a human. */
export function explainErrcode(code: number): ErrcodeExplanation {
  return (
    byCode.get(code) ?? {
      code,
      retry: "human",
      meaning: { zh: `微信返回错误 ${code}`, en: `WeChat answered with error ${code}` },
      cause: { zh: "错误表中没有这个错误码。", en: "This code is not in our table." },
      nextStep: {
        zh: "用 rid 在微信开放社区或「查询 rid」接口中核对原因。",
        en: "Look the rid up with WeChat's rid query, or in its developer community.",
      },
      endpoints: [],
      sections: [],
      certainty: "none",
    }
  );
}
