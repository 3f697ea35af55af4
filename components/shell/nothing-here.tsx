"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Mark } from "#components/ui/mark.tsx";
import { Page } from "./page.tsx";

/** For an address without a page; `framed` inside the console. */
export function NothingHere({ framed = false }: { framed?: boolean }) {
  const t = useTranslations("shell.notFound");
  const home = <ButtonLink href="/">{t("home")}</ButtonLink>;
  if (framed) {
    return (
      <Page title={t("title")}>
        <EmptyState title={t("text")} action={home} />
      </Page>
    );
  }
  return (
    <main className="mx-auto flex min-h-dvh max-w-92 flex-col items-start justify-center gap-4 px-4">
      <title>{`${t("title")} · Hufu`}</title>
      <Mark className="size-8" />
      <div>
        <h1 className="text-title">{t("title")}</h1>
        <p className="text-ink-2">{t("text")}</p>
      </div>
      {home}
    </main>
  );
}
