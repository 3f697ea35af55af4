"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ConsoleFields } from "./console-fields.tsx";
import type { FreshKeys } from "./fresh-keys.ts";
import { usePlatform } from "./use-platform.ts";

interface ConnectConsoleProps {
  componentAppId: string;
  fresh: FreshKeys;
  onDone: () => void;
}

/** Step 3: what WeChat's console must hold; the two keys once more, while this page still has them. */
export function ConnectConsole({ componentAppId, fresh, onDone }: ConnectConsoleProps) {
  const t = useTranslations("platforms.wizard");
  const query = usePlatform(componentAppId);
  if (!query.data) return query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null;
  const keys = { token: fresh.token?.trim() || undefined, encodingAesKey: fresh.encodingAesKey?.trim() || undefined };
  return (
    <>
      <h1 className="text-title tight">{t("console.title")}</h1>
      <p className="mt-1 mb-4 max-w-[68ch] text-ink-2">{t("console.lead", { name: query.data.name })}</p>
      <ConsoleFields platform={query.data} fresh={keys} />
      <Button look="primary" className="mt-6" onClick={onDone}>
        {t("console.submit")}
      </Button>
    </>
  );
}
