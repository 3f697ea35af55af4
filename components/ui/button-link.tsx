import type { VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { buttonLook } from "./button.tsx";
import { cn } from "./cn.ts";

export interface ButtonLinkProps extends ComponentProps<typeof Link>, VariantProps<typeof buttonLook> {
  icon?: ReactNode;
}

/** A link that looks like a button: for going somewhere. Doing something is `Button`. */
export function ButtonLink({ look, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={cn(buttonLook({ look, size }), className)}>
      {icon}
      {children}
    </Link>
  );
}
