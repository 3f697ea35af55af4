"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { keysAreFree } from "#components/ui/keys.ts";
import { menuEntries } from "./menu-entries.ts";
import { useShell } from "./shell-context.tsx";

const chordMs = 1_200;

/** The shell's keys: ⌘K, `g` and a letter, `/`, `?`. Shows them all on `?`. */
export function ShellKeys() {
  const router = useRouter();
  const { paletteOpen, setPaletteOpen, keysOpen, setKeysOpen } = useShell();
  const chordAt = useRef(0);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        setPaletteOpen(!paletteOpen);
        return;
      }
      if (!keysAreFree(event)) return;
      const chord = event.timeStamp - chordAt.current < chordMs && chordAt.current > 0;
      chordAt.current = 0;
      if (chord) {
        const entry = menuEntries.find(({ letter }) => letter === event.key);
        if (!entry) return;
        event.preventDefault();
        router.push(entry.href);
      } else if (event.key === "g") {
        chordAt.current = event.timeStamp;
      } else if (event.key === "/") {
        event.preventDefault();
        const field = document.querySelector<HTMLInputElement>("input[data-search]");
        if (field) {
          field.focus();
          field.select();
        } else setPaletteOpen(true);
      } else if (event.key === "?") {
        event.preventDefault();
        setKeysOpen(true);
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, paletteOpen, setPaletteOpen, setKeysOpen]);

  return <KeysDialog open={keysOpen} onOpenChange={setKeysOpen} />;
}

function KeysDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("shell");
  const groups = [
    {
      title: t("keys.anywhere"),
      rows: [
        { keys: ["⌘K", "Ctrl K"], what: t("keys.palette") },
        { keys: ["/"], what: t("keys.search") },
        { keys: ["?"], what: t("keys.title") },
      ],
    },
    {
      title: t("keys.inTables"),
      rows: [
        { keys: ["j", "k"], what: t("keys.move") },
        { keys: ["x"], what: t("keys.select") },
        { keys: ["Enter"], what: t("keys.open") },
      ],
    },
    {
      title: t("keys.goTo"),
      rows: menuEntries.map((entry) => ({ keys: [`g ${entry.letter}`], what: t(`menu.${entry.key}`) })),
    },
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("keys.title")}>
      <div className="flex flex-col gap-4">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="text-ink-3 text-meta">{group.title}</h3>
            <dl>
              {group.rows.map((row) => (
                <div
                  key={row.what}
                  className="flex h-8 items-center justify-between gap-4 border-line-2 border-b last:border-b-0"
                >
                  <dt>{row.what}</dt>
                  <dd className="flex gap-1.5">
                    {row.keys.map((key) => (
                      <kbd key={key} className="rounded-xs border border-edge px-1.5 font-sans text-ink-2 text-meta">
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
