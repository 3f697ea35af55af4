import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { type Locale, locales } from "#i18n/locales.ts";
import { readMessages } from "#i18n/read-messages.ts";
import { describeProblem, type ErrorTranslator } from "./problem.ts";

function translator(locale: Locale): ErrorTranslator {
  const messages = readMessages(locale);
  return createTranslator({ locale, messages, namespace: "errors", onError: () => {} }) as unknown as ErrorTranslator;
}

function described(error: unknown, locale: Locale = "en") {
  return describeProblem(translator(locale), error, locale);
}

describe("an error of the API", () => {
  it("is said by its own code, with what to do", () => {
    const problem = described({ status: 403, data: { code: "forbidden", values: { requestId: "r1" } } });
    expect(problem).toMatchObject({ message: "Your role may not do this.", next: "Ask an owner or admin." });
  });

  it("shows our own reference only where the mistake is ours", () => {
    expect(described({ status: 403, data: { code: "forbidden", values: { requestId: "r1" } } }).requestId).toBeNull();
    expect(described({ status: 500, data: { code: "unexpected", values: { requestId: "r1" } } }).requestId).toBe("r1");
  });

  it("keeps WeChat's errcode and rid, and speaks WeChat's words in the page's language", () => {
    const error = {
      status: 502,
      data: {
        code: "wechat_error",
        values: {
          meaning: { zh: "IP 不在白名单。", en: "The IP is not on the whitelist." },
          nextStep: { zh: "加入白名单。", en: "Add it." },
        },
        errcode: 61004,
        rid: "6740f1c2-3ad0aaaa-12345678",
      },
    };
    expect(described(error, "zh-CN")).toMatchObject({
      message: "IP 不在白名单。",
      next: "加入白名单。",
      errcode: 61004,
    });
    expect(described(error, "en")).toMatchObject({
      message: "The IP is not on the whitelist.",
      rid: "6740f1c2-3ad0aaaa-12345678",
    });
  });

  it("ends what an errcode means with a full stop before it says the cause", () => {
    const values = {
      meaning: { zh: "当天调用次数用完", en: "Daily quota used up" },
      cause: { zh: "今天的次数已用完。", en: "The calls are used up for today." },
    };
    const error = { status: 502, data: { code: "wechat_error", values } };
    expect(described(error, "en").message).toBe("Daily quota used up. The calls are used up for today.");
    expect(described(error, "zh-CN").message).toBe("当天调用次数用完。今天的次数已用完。");
  });

  it("is never shown as a raw key, whatever its code or missing values", () => {
    for (const locale of locales) {
      for (const code of ["no_such_code", "a.b.c", "__proto__", "platform_not_found", ""]) {
        const { message, next } = described({ status: 500, data: { code, values: {} } }, locale);
        expect(`${message} ${next ?? ""}`).not.toMatch(/errors\.|undefined|null/);
        expect(message.length).toBeGreaterThan(3);
      }
    }
  });

  it("that never reached Hufu says that Hufu cannot be reached", () => {
    expect(described(new TypeError("Failed to fetch")).message).toBe("Hufu cannot be reached.");
  });
});
