import { InvitationsScreen } from "#components/invitations/invitations-screen.tsx";

export default function InvitationsPage() {
  return <InvitationsScreen />;
}
