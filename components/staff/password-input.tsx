"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { Input } from "#components/ui/input.tsx";
import { type PasswordStrength, passwordStrength } from "./password-strength.ts";

interface PasswordInputProps extends ComponentProps<typeof Input> {
  /** What is looked at, where it is no password: "AppSecret". */
  what?: string;
}

/** A password field that can be looked at. */
export function PasswordInput({ className, what, ...rest }: PasswordInputProps) {
  const t = useTranslations("staff");
  const [shown, setShown] = useState(false);
  const label = what
    ? t(shown ? "hideSecret" : "showSecret", { name: what })
    : t(shown ? "hidePassword" : "showPassword");
  return (
    <span className={cn("relative block", className)}>
      <Input {...rest} type={shown ? "text" : "password"} className="pr-10" spellCheck={false} autoCapitalize="none" />
      <button
        type="button"
        aria-label={label}
        title={label}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-md text-ink-2 hover:text-ink"
      >
        {shown ? <EyeOff className="size-4" aria-hidden="true" /> : <Eye className="size-4" aria-hidden="true" />}
      </button>
    </span>
  );
}

const bars: Record<PasswordStrength, number> = { short: 1, weak: 2, fair: 3, strong: 4 };
const fills: Record<PasswordStrength, string> = {
  short: "bg-fill-cinnabar",
  weak: "bg-fill-cinnabar",
  fair: "bg-fill-amber",
  strong: "bg-fill-jade",
};

/** Four bars and a word; the word is what counts for those who cannot tell the colours apart. */
export function PasswordMeter({ password, known }: { password: string; known: readonly string[] }) {
  const t = useTranslations("staff");
  const strength = passwordStrength(password, known);
  const filled = password === "" ? 0 : bars[strength];
  return (
    <div className="mt-1 flex items-center gap-2">
      <span className="flex flex-1 gap-0.5" aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <span
            key={bar}
            className={cn("h-1 flex-1 rounded-full", bar <= filled ? fills[strength] : "bg-fill-queued")}
          />
        ))}
      </span>
      <span role="status" className="min-w-28 text-right text-ink-2 text-meta">
        {password === "" ? t("passwordRule") : t(`strength.${strength}`)}
      </span>
    </div>
  );
}
