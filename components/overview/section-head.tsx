import Link from "next/link";
import type { ReactNode } from "react";

interface SectionHeadProps {
  title: ReactNode;
  note?: ReactNode;
  link?: { href: string; label: string };
}

/** A part's title with its count, and the way to all of it. */
export function SectionHead({ title, note, link }: SectionHeadProps) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <h2 className="text-section">
        {title}
        {note === null || note === undefined ? null : (
          <span className="figures ml-2 font-normal text-base text-ink-2">{note}</span>
        )}
      </h2>
      {link ? (
        <Link href={link.href} className="shrink-0 text-bronze text-meta hover:text-bronze-hover">
          {link.label}
        </Link>
      ) : null}
    </div>
  );
}
