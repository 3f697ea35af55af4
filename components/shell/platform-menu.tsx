"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLine } from "#components/ui/menu.tsx";
import { StateGlyph } from "#components/ui/state-glyph.tsx";
import { api } from "./api.ts";
import { useMay } from "./me.tsx";

/** The platforms we run, each a way to its accounts, with the state of its credential. */
export function PlatformMenu() {
  const t = useTranslations("shell");
  const mayManage = useMay("platforms.manage");
  const platforms = useQuery(api.platforms.list.queryOptions({ staleTime: 60_000 })).data;
  const first = platforms?.[0];
  if (!first) return null;
  return (
    <Menu
      trigger={
        <Button className="max-w-44 max-desk:hidden">
          <span className="truncate">{first.name}</span>
          {platforms.length > 1 ? (
            <span className="figures font-normal text-ink-2">+{platforms.length - 1}</span>
          ) : null}
          <ChevronDown aria-hidden="true" />
        </Button>
      }
    >
      {platforms.map((platform) => (
        <MenuItem
          key={platform.componentAppId}
          href={`/accounts?platform=${platform.componentAppId}`}
          icon={
            <StateGlyph
              kind={
                platform.componentToken.state === "valid" || platform.componentToken.state === "expiring"
                  ? "live"
                  : "warning"
              }
            />
          }
        >
          {platform.name}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem
        href={mayManage ? "/settings/platforms/connect" : "/settings"}
        icon={mayManage ? <Plus aria-hidden="true" /> : undefined}
      >
        {mayManage ? t("connectPlatform") : t("menu.platforms")}
      </MenuItem>
    </Menu>
  );
}
