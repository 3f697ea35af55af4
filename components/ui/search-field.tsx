"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { cn } from "./cn.ts";
import { inputLook } from "./input.tsx";
import { Kbd } from "./kbd.tsx";

export interface SearchFieldProps {
  /** Names the field; also its placeholder unless that is given. */
  label: string;
  placeholder?: string;
  value: string;
  /** Called 150 ms after the last key, at once on Enter and on clearing; never amid Chinese composition. */
  onChange: (value: string) => void;
  className?: string;
}

/** The list's search. `/` brings the focus here (see the shell's keyboard). */
export function SearchField({ label, placeholder, value, onChange, className }: SearchFieldProps) {
  const t = useTranslations("common");
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(value);
  const composing = useRef(false);

  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = (next: string) => {
    clearTimeout(timer.current);
    const trimmed = next.trim();
    if (trimmed === sent.current) return;
    sent.current = trimmed;
    onChange(trimmed);
  };
  const later = (next: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(next), 150);
  };

  return (
    <span className={cn("relative block w-52 max-desk:w-full", className)}>
      <Search
        className="pointer-events-none absolute top-1/2 left-2 size-4 -translate-y-1/2 text-ink-2"
        aria-hidden="true"
      />
      <input
        type="search"
        data-search
        aria-label={label}
        placeholder={placeholder ?? label}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          if (!composing.current) later(event.target.value);
        }}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          later(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") send(text);
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className={cn(inputLook, "peer h-8 pr-7 pl-8 max-desk:h-9 [&::-webkit-search-cancel-button]:hidden")}
      />
      {text ? (
        <button
          type="button"
          aria-label={t("clearSearch")}
          onClick={() => {
            setText("");
            send("");
          }}
          className="absolute top-1/2 right-1.5 flex size-6 -translate-y-1/2 items-center justify-center rounded-sm text-ink-2 hover:bg-hover hover:text-ink [&_svg]:size-3.5"
        >
          <X aria-hidden="true" />
        </button>
      ) : (
        <Kbd className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 peer-focus:hidden max-desk:hidden">
          /
        </Kbd>
      )}
    </span>
  );
}
