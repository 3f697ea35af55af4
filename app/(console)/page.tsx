import { OverviewScreen } from "#components/overview/overview-screen.tsx";

export default function OverviewPage() {
  return <OverviewScreen />;
}
