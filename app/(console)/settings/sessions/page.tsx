import { SessionsScreen } from "#components/staff/sessions-screen.tsx";

export default function SessionsPage() {
  return <SessionsScreen />;
}
