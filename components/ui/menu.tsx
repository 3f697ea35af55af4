"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const itemLook =
  "flex min-h-8 select-none items-center gap-2 rounded-sm px-2 text-base outline-none data-[disabled]:cursor-not-allowed data-[highlighted]:bg-hover data-[disabled]:opacity-50 max-desk:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-2";

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
  children: ReactNode;
}

/** A menu of actions under a button. */
export function Menu({ trigger, align = "end", side = "bottom", children }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[var(--radix-dropdown-menu-content-available-height)] min-w-44 animate-appear overflow-y-auto rounded-lg border border-edge bg-surface p-1 shadow-[0_8px_24px_-12px_rgb(0_0_0/0.25)]"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface MenuItemProps {
  icon?: ReactNode;
  onSelect?: () => void;
  /** Makes it a link. */
  href?: string;
  disabled?: boolean;
  irreversible?: boolean;
  /** Right-aligned, such as keys. */
  aside?: ReactNode;
  children: ReactNode;
}

export function MenuItem({ icon, onSelect, href, disabled, irreversible, aside, children }: MenuItemProps) {
  const look = cn(itemLook, irreversible && "text-cinnabar [&_svg]:text-cinnabar");
  const inside = (
    <>
      {icon}
      <span className="flex-1">{children}</span>
      {aside ? <span className="text-ink-3 text-meta">{aside}</span> : null}
    </>
  );
  if (href) {
    return (
      <Radix.Item asChild disabled={disabled} onSelect={onSelect}>
        <Link href={href} className={look}>
          {inside}
        </Link>
      </Radix.Item>
    );
  }
  return (
    <Radix.Item disabled={disabled} onSelect={onSelect} className={look}>
      {inside}
    </Radix.Item>
  );
}

export interface MenuChoicesProps {
  label?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: ReactNode; icon?: ReactNode }[];
}

/** One of several, with a tick at the chosen one. */
export function MenuChoices({ label, value, onChange, options }: MenuChoicesProps) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChange}>
      {label ? <MenuLabel>{label}</MenuLabel> : null}
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={itemLook}>
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <span className="size-4">
            <Radix.ItemIndicator>
              <Check className="text-bronze!" aria-hidden="true" />
            </Radix.ItemIndicator>
          </span>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-0.5 text-ink-3 text-meta">{children}</Radix.Label>;
}

export function MenuLine() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
