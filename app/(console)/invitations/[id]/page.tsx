import { Prefetched } from "#app/(console)/prefetched.tsx";
import { InvitationScreen } from "#components/invitations/invitation-screen.tsx";

export default async function InvitationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const input = { id };
  return (
    <Prefetched
      load={({ invitations }, cache) => [
        cache.prefetchQuery(invitations.get.queryOptions({ input })),
        cache.prefetchQuery(invitations.qr.queryOptions({ input })),
      ]}
    >
      <InvitationScreen id={id} />
    </Prefetched>
  );
}
