"use client";

import { useState } from "react";
import { cn } from "./cn.ts";

export interface AccountLogoProps {
  /** Its name; the tile shows the most telling of its first characters. */
  name: string;
  /** Chooses the tile's colour: the AppID. */
  seed: string;
  /** WeChat's picture, if there is one; the tile stands in until and unless it loads. */
  src?: string | null;
  /** px: 20 in tables, 32 on a phone, 40 in titles. */
  size?: 20 | 24 | 32 | 40 | 48;
  className?: string;
}

const grounds = [
  "oklch(0.42 0.07 165)",
  "oklch(0.44 0.075 60)",
  "oklch(0.44 0.07 290)",
  "oklch(0.42 0.075 140)",
  "oklch(0.44 0.075 340)",
  "oklch(0.47 0.08 20)",
  "oklch(0.42 0.07 245)",
  "oklch(0.45 0.065 195)",
  "oklch(0.44 0.07 115)",
  "oklch(0.42 0.075 40)",
];

const radii = { 20: "rounded-sm", 24: "rounded-sm", 32: "rounded-md", 40: "rounded-lg", 48: "rounded-lg" };

/** An account's picture, or a tile with a letter of its name. Decorative: the name stands beside it. */
export function AccountLogo({ name, seed, src, size = 20, className }: AccountLogoProps) {
  const [failed, setFailed] = useState(false);
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return (
    <span
      aria-hidden="true"
      className={cn(
        "relative inline-flex shrink-0 items-center justify-center overflow-hidden font-medium text-white leading-none select-none",
        radii[size],
        className,
      )}
      style={{ width: size, height: size, fontSize: size * 0.6, background: grounds[sum % grounds.length] }}
    >
      {letterOf(name)}
      {src && !failed ? (
        // biome-ignore lint/performance/noImgElement: WeChat's own pictures; Next's optimizer would fetch them from the server
        <img
          src={src}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onError={() => setFailed(true)}
          className="absolute inset-0 size-full object-cover"
        />
      ) : null}
    </span>
  );
}

function letterOf(name: string): string {
  const first = name.trim().match(/\p{L}|\p{N}/u)?.[0];
  return first ? first.toUpperCase() : "?";
}
