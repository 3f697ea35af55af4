import {
  Activity,
  Layers,
  LayoutDashboard,
  type LucideIcon,
  PanelTop,
  ReceiptText,
  Send,
  SlidersHorizontal,
  Upload,
} from "lucide-react";

export type MenuKey =
  | "overview"
  | "invitations"
  | "accounts"
  | "templates"
  | "deployments"
  | "events"
  | "audit"
  | "settings";

export interface MenuEntry {
  key: MenuKey;
  href: string;
  icon: LucideIcon;
  /** Second key after `g`. */
  letter: string;
}

/** The rail, in its groups; the label is message `shell.menu.<key>`. */
export const menuGroups: readonly (readonly MenuEntry[])[] = [
  [
    { key: "overview", href: "/", icon: LayoutDashboard, letter: "o" },
    { key: "invitations", href: "/invitations", icon: Send, letter: "i" },
    { key: "accounts", href: "/accounts", icon: PanelTop, letter: "a" },
  ],
  [
    { key: "templates", href: "/templates", icon: Layers, letter: "t" },
    { key: "deployments", href: "/deployments", icon: Upload, letter: "d" },
  ],
  [
    { key: "events", href: "/events", icon: Activity, letter: "e" },
    { key: "audit", href: "/audit", icon: ReceiptText, letter: "l" },
    { key: "settings", href: "/settings", icon: SlidersHorizontal, letter: "s" },
  ],
];

export const menuEntries: readonly MenuEntry[] = menuGroups.flat();

/** Pages below the menu that the palette also reaches; label `shell.menu.<key>`. */
export const innerPages = [
  { key: "platforms", href: "/settings" },
  { key: "staff", href: "/settings/staff" },
  { key: "sessions", href: "/settings/sessions" },
] as const;

/** Whether the entry is where `pathname` lies. */
export function isCurrent(entry: { href: string }, pathname: string): boolean {
  if (entry.href === "/") return pathname === "/";
  return pathname === entry.href || pathname.startsWith(`${entry.href}/`);
}
