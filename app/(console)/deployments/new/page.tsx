import { NewDeploymentScreen } from "#components/deployments/new-deployment-screen.tsx";

export default function NewDeploymentPage() {
  return <NewDeploymentScreen />;
}
