import { InvitationScreen } from "#components/invitations/invitation-screen.tsx";

export default async function InvitationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <InvitationScreen id={id} />;
}
