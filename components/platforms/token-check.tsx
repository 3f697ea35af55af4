"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { ProblemCodes } from "#components/ui/error-note.tsx";
import { useNowMs } from "#components/ui/now.tsx";
import { useProblem } from "#components/ui/problem.ts";
import { RelativeTime, useDuration } from "#components/ui/relative-time.tsx";
import { type CheckProps, CheckRow } from "./check-row.tsx";
import { useCheck } from "./use-platform.ts";

/** Whether the ticket buys a component token; WeChat's refusal with cause, next step, errcode and rid. */
export function TokenCheck({ platform, state }: CheckProps) {
  const t = useTranslations("platforms.checks.token");
  const now = useNowMs();
  const duration = useDuration();
  const mayManage = useMay("platforms.manage");
  const check = useCheck();
  const problemOf = useProblem();
  const { componentAppId, componentToken: token, tokenRefusal } = platform;
  const problem = problemOf({
    data: {
      code: token.lastErrorCode ?? "unexpected",
      values: { ...tokenRefusal, componentAppId },
      errcode: token.lastErrcode,
      rid: token.lastRid,
    },
  });
  const time = () => <RelativeTime at={token.refreshedAt} />;
  const mayTry = mayManage && (state === "trouble" || state === "due");
  return (
    <CheckRow
      state={state}
      title={t("title")}
      action={
        mayTry ? (
          <Button
            icon={<RotateCw aria-hidden="true" />}
            loading={check.isPending}
            onClick={() => check.mutate({ componentAppId })}
          >
            {t("try")}
          </Button>
        ) : null
      }
    >
      {state === "ok" ? t.rich("ok", { time, left: duration((token.expiresAt ?? now) - now) }) : null}
      {state === "todo" || state === "working" || state === "due" ? t(state) : null}
      {state === "trouble" ? (
        <>
          <p className="text-ink">{problem.message}</p>
          {problem.next ? <p>{problem.next}</p> : null}
          <ProblemCodes problem={problem} />
        </>
      ) : null}
    </CheckRow>
  );
}
