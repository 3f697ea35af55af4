import { PlatformsScreen } from "#components/platforms/platforms-screen.tsx";

export default function SettingsPage() {
  // The frame has read the platforms already: its menu names them.
  return <PlatformsScreen />;
}
