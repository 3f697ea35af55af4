import type { WechatFailure } from "./contract.ts";
import { explainErrcode } from "./error-table.ts";
import { isUnreachable, isWechatError, type UnreachableReason } from "./errors.ts";

const unreachableWords: Record<UnreachableReason, { zh: string; en: string }> = {
  timeout: { zh: "微信没有及时响应", en: "WeChat did not answer in time" },
  reset: { zh: "与微信的连接中断", en: "The connection to WeChat broke" },
  refused: { zh: "无法连接微信", en: "WeChat could not be reached" },
  malformed: { zh: "微信的响应无法读取", en: "WeChat's answer could not be read" },
  http_status: { zh: "微信返回了异常的 HTTP 状态", en: "WeChat answered with an unusual HTTP status" },
  circuit_open: { zh: "微信暂时无法使用，已停止重试", en: "WeChat is down; calls are paused for a moment" },
};

/** Any failure of a call in words of both languages, or null when the error is not about WeChat. */
export function describeWechatFailure(error: unknown): WechatFailure | null {
  if (isWechatError(error)) {
    const { retry, meaning, cause, nextStep } = explainErrcode(error.data.errcode);
    const { errcode, rid, ipAddress } = error.data;
    return { errcode, rid, retry, meaning, cause, nextStep, ipAddress: ipAddress ?? null };
  }
  if (!isUnreachable(error)) return null;
  const { reason, effect } = error.data;
  return {
    errcode: null,
    rid: null,
    retry: "back_off",
    meaning: unreachableWords[reason],
    cause:
      effect === "none"
        ? { zh: "请求没有到达微信。", en: "The request did not reach WeChat." }
        : { zh: "请求可能已经生效。", en: "The request may have taken effect." },
    nextStep:
      effect === "none"
        ? {
            zh: "稍后会重试；若一直如此，请检查网络和微信状态。",
            en: "It will be tried again; if it lasts, check the network and WeChat's state.",
          }
        : {
            zh: "先核对微信侧的实际状态，再决定是否重做。",
            en: "WeChat's actual state is read back before anything is repeated.",
          },
    ipAddress: null,
  };
}
