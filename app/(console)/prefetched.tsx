import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { callerFor, contextFromRequest } from "#lib/api/index.ts";

type Queries = ReturnType<typeof createTanstackQueryUtils<ReturnType<typeof callerFor>>>;

interface PrefetchedProps {
  /** Reads what the page shows at first: `[cache.prefetchQuery(queries.accounts.get.queryOptions({ input }))]`. */
  load: (queries: Queries, cache: QueryClient) => readonly Promise<unknown>[];
  children: ReactNode;
}

/**
 * Reads a page's first data on the server, behind the same guard as the API, so that the browser draws it at
 * once and asks for none of it. What fails here is asked again, and told, in the browser.
 */
export async function Prefetched({ load, children }: PrefetchedProps) {
  const context = await contextFromRequest({ headers: await headers() });
  const queryClient = new QueryClient();
  const queries = createTanstackQueryUtils(callerFor(context));
  await Promise.all(load(queries, queryClient));
  return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>;
}
