"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Page } from "#components/shell/page.tsx";
import { TabLinks } from "#components/ui/tabs.tsx";

const tabs = [
  { key: "platforms", href: "/settings" },
  { key: "staff", href: "/settings/staff" },
  { key: "sessions", href: "/settings/sessions" },
] as const;

interface SettingsPageProps {
  tab: (typeof tabs)[number]["key"];
  /** Right of the tabs: this part's one primary button. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Frame of the settings: what we are connected to, who works here, where they are signed in. */
export function SettingsPage({ tab, actions, children }: SettingsPageProps) {
  const t = useTranslations("settings");
  return (
    <Page title={t("title")}>
      <TabLinks
        label={t("tabsLabel")}
        items={tabs.map(({ key, href }) => ({ href, label: t(`tabs.${key}`), current: key === tab }))}
        actions={actions}
      />
      {children}
    </Page>
  );
}
