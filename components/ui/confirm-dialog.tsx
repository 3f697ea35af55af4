"use client";

import { useTranslations } from "next-intl";
import { AlertDialog as Radix } from "radix-ui";
import { type ReactNode, useId, useState } from "react";
import { Button } from "./button.tsx";
import { ErrorNote } from "./error-note.tsx";
import { Input } from "./input.tsx";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names the object: "Delete template 4.8.0". */
  title: ReactNode;
  /** Names the consequence. */
  description: ReactNode;
  /** What the button does: "Delete template". */
  confirmLabel: string;
  /** What happens otherwise: "Keep it". Default: cancel. */
  cancelLabel?: string;
  /** The text the person must type first, for many objects or a grave consequence. */
  typed?: string;
  /** False for a question that can be undone: then the button is primary. */
  irreversible?: boolean;
  loading?: boolean;
  /** What the last attempt failed with. */
  error?: unknown;
  onConfirm: () => void;
  /** Between the description and the buttons. */
  children?: ReactNode;
}

/** Asks before what can't be undone. The caller closes it when the work is done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 grid animate-appear place-items-center overflow-y-auto bg-overlay p-4">
          <Radix.Content className="w-full max-w-92 animate-rise rounded-xl border border-edge bg-surface p-6 shadow-[0_12px_40px_-12px_rgb(0_0_0/0.3)] outline-none">
            <ConfirmBody {...props} />
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

function ConfirmBody(props: ConfirmDialogProps) {
  const {
    title,
    description,
    confirmLabel,
    cancelLabel,
    typed,
    irreversible = true,
    loading,
    error,
    onConfirm,
  } = props;
  const t = useTranslations("common");
  const [text, setText] = useState("");
  const inputId = useId();
  const blocked = typed !== undefined && text.trim() !== typed;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked && !loading) onConfirm();
      }}
    >
      <Radix.Title className="text-panel">{title}</Radix.Title>
      <Radix.Description className="mt-1 text-ink-2">{description}</Radix.Description>
      {props.children ? <div className="mt-4">{props.children}</div> : null}
      {typed === undefined ? null : (
        <div className="mt-5 flex flex-col gap-1">
          <label htmlFor={inputId}>
            {t.rich("typeToConfirm", { text: typed, b: (chunk) => <strong>{chunk}</strong> })}
          </label>
          <Input
            id={inputId}
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
      )}
      {error ? <ErrorNote error={error} className="mt-4" /> : null}
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <Radix.Cancel asChild>
          <Button>{cancelLabel ?? t("cancel")}</Button>
        </Radix.Cancel>
        <Button type="submit" look={irreversible ? "irreversible" : "primary"} loading={loading} disabled={blocked}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
}
