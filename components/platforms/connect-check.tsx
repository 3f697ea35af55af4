"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useNowMs } from "#components/ui/now.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Platform } from "#lib/platforms/contract.ts";
import { Checklist } from "./checklist.tsx";
import { checksOf, isWorking } from "./checks.ts";
import { ImportButton } from "./import-button.tsx";
import { usePlatform } from "./use-platform.ts";
import { ImportText } from "./use-platform-facts.tsx";

/** Step 4: the live checklist, and what comes next once WeChat's tickets arrive and its calls are answered. */
export function ConnectCheck({ componentAppId, onBack }: { componentAppId: string; onBack: () => void }) {
  const t = useTranslations("platforms.wizard");
  const now = useNowMs();
  const query = usePlatform(componentAppId);
  const platform = query.data;
  if (!platform) return query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null;
  const works = isWorking(checksOf(platform, now));
  const key = works ? "done" : "waiting";
  const words = {
    waiting: { title: t("check.title"), lead: t("check.lead") },
    done: { title: t("check.doneTitle", { name: platform.name }), lead: t("check.doneLead") },
  }[key];
  return (
    <>
      <h1 className="text-title tight" aria-live="polite">
        {words.title}
      </h1>
      <p className="mt-1 mb-4 max-w-[68ch] text-ink-2">{words.lead}</p>
      <Checklist platform={platform} />
      {works ? <Next platform={platform} /> : null}
      <div className="mt-6 flex flex-wrap gap-2">
        <Button onClick={onBack}>{t("previous")}</Button>
      </div>
    </>
  );
}

function Next({ platform }: { platform: Platform }) {
  const t = useTranslations("platforms.next");
  const mayInvite = useMay("invitations.create");
  const { componentAppId } = platform;
  return (
    <Section title={t("title")} className="mt-8">
      <ul className="border-line border-t">
        <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b py-3">
          <div className="min-w-0 flex-1 basis-64">
            <p className="font-medium">{t("import")}</p>
            <p className="max-w-[68ch] text-ink-2">{t("importText")}</p>
            <div className="mt-1">
              <ImportText platform={platform} />
            </div>
          </div>
          <ImportButton platform={platform} />
        </li>
      </ul>
      <div className="mt-4 flex flex-wrap gap-2">
        {mayInvite ? (
          <ButtonLink
            look="primary"
            href={`/invitations/new?platform=${componentAppId}`}
            icon={<Send aria-hidden="true" />}
          >
            {t("invite")}
          </ButtonLink>
        ) : null}
        <ButtonLink href={`/accounts?platform=${componentAppId}`}>{t("accounts")}</ButtonLink>
        <ButtonLink href={`/settings/platforms/${componentAppId}`}>{t("open")}</ButtonLink>
      </div>
    </Section>
  );
}
