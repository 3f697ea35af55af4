import { Prefetched } from "#app/(console)/prefetched.tsx";
import { DeploymentScreen } from "#components/deployments/deployment-screen.tsx";
import { firstTargetsPage } from "#components/deployments/first-page.ts";

export default async function DeploymentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <Prefetched
      load={({ deployments }, cache) => [
        cache.prefetchQuery(deployments.get.queryOptions({ input: { id } })),
        cache.prefetchQuery(deployments.targets.queryOptions({ input: { id, ...firstTargetsPage } })),
      ]}
    >
      <DeploymentScreen id={id} />
    </Prefetched>
  );
}
