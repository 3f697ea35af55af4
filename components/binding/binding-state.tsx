"use client";

import { useTranslations } from "next-intl";
import { State } from "#components/ui/state-glyph.tsx";
import type { BindingState } from "#lib/binding/contract.ts";
import { bindingGlyphs } from "./binding-glyphs.ts";

/** Whether the account is bound to an open account: sign and word. */
export function BindingWord({ state, reversed }: { state: BindingState; reversed?: boolean }) {
  const t = useTranslations("binding.state");
  return (
    <State kind={bindingGlyphs[state]} reversed={reversed ?? false}>
      {t(state)}
    </State>
  );
}
