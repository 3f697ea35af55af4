"use client";

import { useTranslations } from "next-intl";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { AccountRow } from "#lib/accounts/contract.ts";
import { useWords } from "./use-words.ts";

/** The names of the sets that a grant lacks, joined. */
export function useMissingNames(): (row: Pick<AccountRow, "missingPermissionSets">) => string {
  const t = useTranslations("accounts");
  const words = useWords();
  return (row) =>
    row.missingPermissionSets.map((set) => t("setName", { id: set.id, name: words(set.name) })).join(t("setList"));
}

/** "2 missing" in amber, the sets by name on hover; nothing when none is. */
export function MissingSets({ row }: { row: Pick<AccountRow, "missingPermissionSets"> }) {
  const t = useTranslations("accounts");
  const names = useMissingNames();
  const count = row.missingPermissionSets.length;
  if (count === 0) return null;
  return (
    <Tooltip content={t("missingHover", { names: names(row) })}>
      <span className="text-amber">
        {t("missingCount", { count })}
        <span className="sr-only">{names(row)}</span>
      </span>
    </Tooltip>
  );
}

/** How many permission sets the grant has, and how many that Hufu needs are missing. */
export function PermissionCount({ row }: { row: AccountRow }) {
  return (
    <span className="figures inline-flex items-baseline gap-2">
      <span className="min-w-4 text-right">{row.permissionSetCount}</span>
      <MissingSets row={row} />
    </span>
  );
}
