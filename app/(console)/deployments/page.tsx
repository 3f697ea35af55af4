import { DeploymentsScreen } from "#components/deployments/deployments-screen.tsx";

export default function DeploymentsPage() {
  return <DeploymentsScreen />;
}
