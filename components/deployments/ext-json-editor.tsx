"use client";

import { WandSparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { StateGlyph } from "#components/ui/state-glyph.tsx";
import type { ExtJsonProblem } from "#lib/deployments/ext-json.ts";

const linePx = 20;
const padPx = 8;
const fewestLines = 8;

interface ExtJsonEditorProps {
  value: string;
  onChange: (value: string) => void;
  fault: ExtJsonProblem | null;
}

/** ext_json as text with line numbers; the first fault is named with its line and column while typing. */
export function ExtJsonEditor({ value, onChange, fault }: ExtJsonEditorProps) {
  const t = useTranslations("deployments.create.ext");
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = Math.max(fewestLines, value.split("\n").length + 1);
  const height = lines * linePx + 2 * padPx;

  const goToFault = () => {
    if (!fault || !area.current) return;
    const before = value.split("\n").slice(0, fault.line - 1);
    const at = before.reduce((sum, line) => sum + line.length + 1, 0) + fault.column - 1;
    area.current.focus();
    area.current.setSelectionRange(at, at);
  };
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-end justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          {t("label")}
        </label>
        <Button
          size="small"
          look="ghost"
          icon={<WandSparkles aria-hidden="true" />}
          disabled={fault !== null || value.trim() === ""}
          onClick={() => onChange(JSON.stringify(JSON.parse(value), null, 2))}
        >
          {t("format")}
        </Button>
      </div>
      <div
        className={cn(
          "max-h-120 min-h-40 resize-y overflow-auto rounded-md border bg-surface focus-within:outline-1",
          fault
            ? "border-cinnabar focus-within:outline-cinnabar"
            : "border-edge-hi focus-within:border-bronze focus-within:outline-bronze",
        )}
      >
        <div className="relative flex min-w-full" style={{ height }}>
          <div
            aria-hidden="true"
            className="mono sticky left-0 z-10 w-10 shrink-0 select-none border-line border-r bg-paper pr-2 text-right text-ink-3 leading-5"
            style={{ paddingBlock: padPx }}
          >
            {Array.from({ length: lines }, (_, index) => (
              <div
                // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
                key={index}
                className={cn(fault?.line === index + 1 && "font-medium text-cinnabar")}
              >
                {index + 1}
              </div>
            ))}
          </div>
          {fault && fault.line <= lines ? (
            <div
              aria-hidden="true"
              className="pointer-events-none absolute right-0 left-10 bg-[color-mix(in_oklab,var(--cinnabar)_9%,transparent)]"
              style={{ top: padPx + (fault.line - 1) * linePx, height: linePx }}
            />
          ) : null}
          <textarea
            ref={area}
            id={id}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={keepIndent}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            wrap="off"
            maxLength={200_000}
            aria-invalid={fault !== null || undefined}
            aria-describedby={`${id}-note`}
            className="mono relative min-w-0 flex-1 resize-none overflow-x-auto overflow-y-hidden bg-transparent px-3 text-ink leading-5 outline-none"
            style={{ paddingBlock: padPx, height }}
          />
        </div>
      </div>
      <div id={`${id}-note`} className="text-meta">
        {fault ? (
          <p role="alert" className="text-cinnabar">
            <button type="button" onClick={goToFault} className="font-medium underline underline-offset-2">
              {t("place", { line: fault.line, column: fault.column })}
            </button>{" "}
            {fault.kind ? t(`syntax.${fault.kind}`) : t(`fault.${fault.code}`)}
          </p>
        ) : (
          <p className="flex items-center gap-1.5 text-ink-2">
            <StateGlyph kind="ok" />
            {t("valid")}
          </p>
        )}
        <p className="text-ink-2">{/"extAppid"/.test(value) ? t("appIdOverwritten") : t("appIdNote")}</p>
      </div>
    </div>
  );
}

/** A new line starts where the one before did; done as typing, so that undo takes it back. */
function keepIndent(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== "Enter" || event.nativeEvent.isComposing || event.shiftKey || event.metaKey || event.ctrlKey)
    return;
  const { value, selectionStart } = event.currentTarget;
  const line = value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  const deeper = /[{[]\s*$/.test(line) ? "  " : "";
  if (indent + deeper === "") return;
  event.preventDefault();
  document.execCommand("insertText", false, `\n${indent}${deeper}`);
}
