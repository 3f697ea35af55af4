import { Prefetched } from "#app/(console)/prefetched.tsx";
import { EventsScreen } from "#components/events/events-screen.tsx";
import { firstEventsPage } from "#components/events/first-page.ts";

interface EventsPageProps {
  searchParams: Promise<Record<string, unknown>>;
}

export default async function EventsPage({ searchParams }: EventsPageProps) {
  // Filters and later pages are read by the browser, which knows the address as it changes.
  const isPlain = Object.keys(await searchParams).length === 0;
  return (
    <Prefetched
      load={({ events }, cache) =>
        isPlain ? [cache.prefetchQuery(events.list.queryOptions({ input: firstEventsPage }))] : []
      }
    >
      <EventsScreen />
    </Prefetched>
  );
}
