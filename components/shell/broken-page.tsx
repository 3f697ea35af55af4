"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Copyable } from "#components/ui/copyable.tsx";

/** What Next hands to an error file. */
export interface BrokenPageProps {
  error: Error & { digest?: string };
  unstable_retry?: () => void;
  reset: () => void;
}

/** In place of a page that failed to draw: what happened, a way to try again, the reference in the log. */
export function BrokenPage({ error, reset, unstable_retry: retry }: BrokenPageProps) {
  const t = useTranslations("shell.failed");
  const tc = useTranslations("common");
  return (
    <div className="flex flex-col items-start gap-4 px-6 py-10 max-desk:px-4" role="alert">
      <p className="max-w-[68ch] text-prose">{t("text")}</p>
      {error.digest ? <Copyable text={error.digest}>{t("reference", { digest: error.digest })}</Copyable> : null}
      <div className="flex gap-2">
        <Button icon={<RotateCw aria-hidden="true" />} onClick={retry ?? reset}>
          {tc("retry")}
        </Button>
        <ButtonLink href="/" look="ghost">
          {t("home")}
        </ButtonLink>
      </div>
    </div>
  );
}
