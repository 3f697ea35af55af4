import { PlatformsScreen } from "#components/settings/platforms-screen.tsx";

export default function SettingsPage() {
  return <PlatformsScreen />;
}
