import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import { callerFor, contextFromRequest } from "#lib/api/index.ts";

/**
 * Frame of all signed-in pages. It reads who is signed in and what the frame shows, so that the browser asks
 * for none of it again; what may be read or done is decided by each procedure of the API.
 */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const head = await headers();
  const context = await contextFromRequest({ headers: head });
  if (context.actor.kind !== "staff") {
    const path = head.get("x-hufu-path") ?? "/";
    redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
  }
  const caller = callerFor(context);
  const queries = createTanstackQueryUtils(caller);
  const queryClient = new QueryClient();
  const [me] = await Promise.all([
    caller.staff.me(),
    queryClient.prefetchQuery(queries.overview.counts.queryOptions()),
    queryClient.prefetchQuery(queries.platforms.list.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ConsoleShell me={me}>{children}</ConsoleShell>
    </HydrationBoundary>
  );
}
