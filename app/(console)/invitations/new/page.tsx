import { Prefetched } from "#app/(console)/prefetched.tsx";
import { NewInvitationScreen } from "#components/invitations/new-invitation-screen.tsx";

export default function NewInvitationPage() {
  return (
    <Prefetched load={({ invitations }, cache) => [cache.prefetchQuery(invitations.presets.queryOptions())]}>
      <NewInvitationScreen />
    </Prefetched>
  );
}
