import type { ReactNode } from "react";
import { ConsoleShell } from "#components/shell/console-shell.tsx";

/** Frame of all signed-in pages. It shows; what may be read or done is decided by each handler of the API. */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return <ConsoleShell>{children}</ConsoleShell>;
}
