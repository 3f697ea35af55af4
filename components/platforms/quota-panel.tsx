"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { PageBody } from "#components/shell/page.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorNote } from "#components/ui/error-note.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useSecondsNow } from "#components/ui/now.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import type { Quota } from "#lib/quota/contract.ts";
import { QuotaLines } from "./quota-lines.tsx";
import { ResetQuota } from "./reset-quota.tsx";

/** What is left today of the platform's own calls, as WeChat counts them; read when asked, once a minute at most. */
export function QuotaPanel({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms.quota");
  const { componentAppId } = platform;
  const query = useQuery(api.quota.get.queryOptions({ input: { componentAppId } }));
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data)
    return (
      <PageBody className="flex flex-col gap-6">
        {["one", "two", "three"].map((line) => (
          <Skeleton key={line} className="w-full max-w-150" />
        ))}
      </PageBody>
    );
  return (
    <PageBody>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-panel">{t("title")}</h2>
          <p className="max-w-[68ch] text-ink-2">{t("lead")}</p>
        </div>
        <ReadAgain quota={query.data} />
      </div>
      <QuotaLines lines={query.data.lines} />
      <Reviews platform={platform} />
      <ResetQuota platform={platform} resetAt={query.data.resetAt} />
    </PageBody>
  );
}

function ReadAgain({ quota: { componentAppId, readAt, nextReadAt } }: { quota: Quota }) {
  const t = useTranslations("platforms.quota");
  const mayRead = useMay("platforms.read");
  const cache = useQueryClient();
  const read = useMutation(
    api.quota.read.mutationOptions({
      onSuccess: (quota) => cache.setQueryData(api.quota.get.queryKey({ input: { componentAppId } }), quota),
      onError: () => cache.invalidateQueries({ queryKey: api.quota.get.key() }),
    }),
  );
  const now = useSecondsNow(nextReadAt !== null);
  const waitS = nextReadAt === null ? 0 : Math.ceil((nextReadAt - now) / 1_000);
  const isEarly = waitS > 0 && waitS <= 60;
  return (
    <div className="flex flex-col items-end gap-2 max-sm:items-start">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="figures text-ink-2" suppressHydrationWarning>
          {readAt === null ? t("never") : t.rich("readAt", { time: () => <RelativeTime at={readAt} /> })}
          {isEarly ? <span className="ml-2">{t("wait", { seconds: waitS })}</span> : null}
        </span>
        {mayRead ? (
          <Button
            look={readAt === null ? "primary" : "secondary"}
            icon={<RotateCw aria-hidden="true" />}
            loading={read.isPending}
            disabled={isEarly}
            onClick={() => read.mutate({ componentAppId })}
          >
            {t(readAt === null ? "read" : "readAgain")}
          </Button>
        ) : null}
      </div>
      {read.error ? <ErrorNote error={read.error} /> : null}
    </div>
  );
}

/** The month's reviews, shared by all Mini Programs of the platform. */
function Reviews({ platform: { reviewQuota } }: { platform: Platform }) {
  const t = useTranslations("platforms.quota");
  const format = useFormatter();
  return (
    <section className="mt-8 max-w-150">
      <h2 className="text-panel">{t("reviews")}</h2>
      {reviewQuota === null ? (
        <p className="text-ink-2">{t("reviewsNever")}</p>
      ) : (
        <>
          <p className="figures mb-1.5">
            {t.rich("reviewsOf", {
              rest: format.number(reviewQuota.rest),
              limit: format.number(reviewQuota.limit),
              time: () => <RelativeTime at={reviewQuota.readAt} />,
            })}
          </p>
          <Progress
            label={t("reviews")}
            value={reviewQuota.rest}
            max={Math.max(1, reviewQuota.limit)}
            tone={reviewQuota.rest < reviewQuota.limit * 0.1 ? "amber" : "slate"}
          />
        </>
      )}
    </section>
  );
}
