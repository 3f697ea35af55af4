"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent as ReactMouseEvent, type RefObject, useEffect, useRef } from "react";
import { keysAreFree } from "./keys.ts";

interface Opening<Row> {
  rowHref?: (row: Row) => string;
  onOpen?: (row: Row) => void;
}

type Open<Row> = (row: Row, event?: ReactMouseEvent) => void;

/** What a click or Enter on a row does; clicks on things inside it, and drags over its text, stay theirs. */
export function useOpenRow<Row>({ rowHref, onOpen }: Opening<Row>): Open<Row> | null {
  const router = useRouter();
  if (!rowHref && !onOpen) return null;
  return (row, event) => {
    if (event) {
      const target = event.target as HTMLElement;
      const inner = target.closest("a, button, input, label, select, [role=menuitem]");
      if (inner && inner !== event.currentTarget) return;
      if (window.getSelection()?.toString()) return;
    }
    if (onOpen) return onOpen(row);
    const href = rowHref?.(row);
    if (!href) return;
    if (event && (event.metaKey || event.ctrlKey)) window.open(href, "_blank", "noopener");
    else router.push(href);
  };
}

interface RowKeys<Row> {
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  selected?: ReadonlySet<string> | undefined;
  onSelect?: ((selected: ReadonlySet<string>) => void) | undefined;
  open: Open<Row> | null;
}

/** `j k` (or arrows) move the focus over `[data-row]` elements, `x` selects, Enter opens. */
export function useRowKeys<Row>(body: RefObject<HTMLElement | null>, keys: RowKeys<Row>) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!keysAreFree(event)) return;
      const elements = [...(body.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
      if (elements.length === 0) return;
      const at = elements.findIndex((element) => element.contains(document.activeElement));
      const onRow = at >= 0 && elements[at] === document.activeElement;
      const step =
        event.key === "j" || (onRow && event.key === "ArrowDown")
          ? 1
          : event.key === "k" || (onRow && event.key === "ArrowUp")
            ? -1
            : 0;
      if (step !== 0) {
        event.preventDefault();
        const next = elements[Math.min(elements.length - 1, Math.max(0, at + step))];
        next?.focus({ preventScroll: true });
        next?.scrollIntoView({ block: "nearest" });
        return;
      }
      const { rows, rowId, selected, onSelect, open } = latest.current;
      const id = at >= 0 ? elements[at]?.dataset.row : undefined;
      const row = rows?.find((candidate) => rowId(candidate) === id);
      if (!row || id === undefined) return;
      if (event.key === "x" && onSelect) {
        event.preventDefault();
        const next = new Set(selected);
        if (!next.delete(id)) next.add(id);
        onSelect(next);
      }
      if (event.key === "Enter" && onRow && open) {
        event.preventDefault();
        open(row);
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [body]);
}
