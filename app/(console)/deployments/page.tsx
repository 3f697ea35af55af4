import { Prefetched } from "#app/(console)/prefetched.tsx";
import { DeploymentsScreen } from "#components/deployments/deployments-screen.tsx";
import { firstDeploymentsPage } from "#components/deployments/first-page.ts";

interface DeploymentsPageProps {
  searchParams: Promise<Record<string, unknown>>;
}

export default async function DeploymentsPage({ searchParams }: DeploymentsPageProps) {
  const isPlain = Object.keys(await searchParams).length === 0;
  return (
    <Prefetched
      load={({ deployments }, cache) =>
        isPlain ? [cache.prefetchQuery(deployments.list.queryOptions({ input: firstDeploymentsPage }))] : []
      }
    >
      <DeploymentsScreen />
    </Prefetched>
  );
}
