import { Prefetched } from "#app/(console)/prefetched.tsx";
import { firstInvitationsPage } from "#components/invitations/first-page.ts";
import { InvitationsScreen } from "#components/invitations/invitations-screen.tsx";

interface InvitationsPageProps {
  searchParams: Promise<Record<string, unknown>>;
}

export default async function InvitationsPage({ searchParams }: InvitationsPageProps) {
  const isPlain = Object.keys(await searchParams).length === 0;
  return (
    <Prefetched
      load={({ invitations }, cache) =>
        isPlain ? [cache.prefetchQuery(invitations.list.queryOptions({ input: firstInvitationsPage }))] : []
      }
    >
      <InvitationsScreen />
    </Prefetched>
  );
}
