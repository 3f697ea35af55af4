"use client";

import { useTranslations } from "next-intl";
import { BrokenPage, type BrokenPageProps } from "#components/shell/broken-page.tsx";
import { Page } from "#components/shell/page.tsx";

export default function ConsoleError(props: BrokenPageProps) {
  const t = useTranslations("shell.failed");
  return (
    <Page title={t("title")}>
      <BrokenPage {...props} />
    </Page>
  );
}
