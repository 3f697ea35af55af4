import { DeploymentScreen } from "#components/deployments/deployment-screen.tsx";

export default async function DeploymentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <DeploymentScreen id={id} />;
}
