import { OverviewScreen } from "#components/overview/overview-screen.tsx";
import { Prefetched } from "./prefetched.tsx";

export default function OverviewPage() {
  return (
    <Prefetched load={({ overview }, cache) => [cache.prefetchQuery(overview.get.queryOptions())]}>
      <OverviewScreen />
    </Prefetched>
  );
}
