import { NewInvitationScreen } from "#components/invitations/new-invitation-screen.tsx";

export default function NewInvitationPage() {
  return <NewInvitationScreen />;
}
