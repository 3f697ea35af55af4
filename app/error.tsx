"use client";

import { useTranslations } from "next-intl";
import { BrokenPage, type BrokenPageProps } from "#components/shell/broken-page.tsx";

export default function RootError(props: BrokenPageProps) {
  const t = useTranslations("shell.failed");
  return (
    <main className="mx-auto max-w-160 py-10">
      <title>{`${t("title")} · Hufu`}</title>
      <h1 className="px-6 text-title max-desk:px-4">{t("title")}</h1>
      <BrokenPage {...props} />
    </main>
  );
}
