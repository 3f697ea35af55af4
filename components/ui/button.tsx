import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";
import { Spinner } from "./spinner.tsx";

export const buttonLook = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap text-base transition-[background-color,border-color,color] aria-disabled:cursor-not-allowed aria-disabled:not-aria-busy:opacity-50 disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        primary: "border-transparent bg-bronze text-on-bronze enabled:hover:bg-bronze-hover [a]:hover:bg-bronze-hover",
        secondary:
          "border-edge bg-surface text-ink enabled:hover:border-edge-hi enabled:hover:bg-hover [a]:hover:border-edge-hi [a]:hover:bg-hover aria-expanded:bg-hover",
        ghost:
          "border-transparent bg-transparent text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink [a]:hover:bg-hover [a]:hover:text-ink aria-expanded:bg-hover",
        irreversible:
          "border-cinnabar bg-surface text-cinnabar enabled:hover:bg-[color-mix(in_oklab,var(--cinnabar)_7%,var(--surface))]",
        link: "border-transparent bg-transparent text-bronze enabled:hover:text-bronze-hover [a]:hover:text-bronze-hover",
      },
      size: {
        regular: "h-8 px-3 max-desk:h-9",
        small: "h-7 px-2.5",
        large: "h-11 px-4 text-prose",
        flush: "h-auto px-0",
      },
    },
    defaultVariants: { look: "secondary", size: "regular" },
  },
);

export interface ButtonProps extends Omit<ComponentProps<"button">, "children">, VariantProps<typeof buttonLook> {
  /** Left of the label; the spinner takes its place while loading. */
  icon?: ReactNode;
  /** Keeps the label, shows a spinner, and refuses further presses. */
  loading?: boolean;
  /** Puts the look on the one child instead (a link). */
  asChild?: boolean;
  children: ReactNode;
}

/** One primary a page. What can't be undone is `irreversible`, never primary. */
export function Button({ look, size, icon, loading = false, asChild, className, children, ...rest }: ButtonProps) {
  const classes = cn(buttonLook({ look, size }), className);
  if (asChild) return <Slot.Root className={classes}>{children}</Slot.Root>;
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      aria-busy={loading || undefined}
      aria-disabled={loading || rest["aria-disabled"]}
      onClick={(event) => {
        if (loading) event.preventDefault();
        else rest.onClick?.(event);
      }}
    >
      {loading ? <Spinner /> : icon}
      {children}
    </button>
  );
}
