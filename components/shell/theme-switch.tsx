"use client";

import { Contrast, Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuChoices } from "#components/ui/menu.tsx";

/** Light, dark, or the system's. */
export function ThemeSwitch() {
  const t = useTranslations("shell.theme");
  const { theme, setTheme } = useTheme();
  return (
    <Menu trigger={<IconButton label={t("label")} icon={<Contrast className="[&>path]:fill-current" />} />}>
      <MenuChoices
        value={theme ?? "system"}
        onChange={setTheme}
        options={[
          { value: "light", label: t("light"), icon: <Sun aria-hidden="true" /> },
          { value: "dark", label: t("dark"), icon: <Moon aria-hidden="true" /> },
          { value: "system", label: t("system"), icon: <Monitor aria-hidden="true" /> },
        ]}
      />
    </Menu>
  );
}
