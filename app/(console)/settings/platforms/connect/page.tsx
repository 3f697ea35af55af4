import { ConnectScreen } from "#components/platforms/connect-screen.tsx";

export default function ConnectPlatformPage() {
  // The frame has read the platforms already: its menu names them.
  return <ConnectScreen />;
}
