import type { ReactNode } from "react";
import { LanguageSwitch } from "#components/shell/language-switch.tsx";

interface MerchantFrameProps {
  /** Who invites; small, at the top. */
  from?: ReactNode;
  children: ReactNode;
}

/** The quiet page a merchant sees: large type, one column, one question. Nothing of the console. */
export function MerchantFrame({ from, children }: MerchantFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col bg-surface">
      <header className="mx-auto flex w-full max-w-140 items-center justify-between gap-4 px-6 pt-6">
        <p className="min-w-0 truncate text-ink-2 text-prose">{from}</p>
        <LanguageSwitch />
      </header>
      <main id="main" className="mx-auto flex w-full max-w-140 flex-1 flex-col px-6 pt-8 pb-10">
        {children}
      </main>
    </div>
  );
}
