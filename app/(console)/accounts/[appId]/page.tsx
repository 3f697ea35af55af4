import { Prefetched } from "#app/(console)/prefetched.tsx";
import { AccountScreen } from "#components/accounts/account-screen.tsx";

export default async function AccountPage({ params }: { params: Promise<{ appId: string }> }) {
  const { appId } = await params;
  const input = { appId };
  return (
    <Prefetched
      load={({ accounts, binding }, cache) => [
        cache.prefetchQuery(accounts.get.queryOptions({ input })),
        cache.prefetchQuery(accounts.timeline.queryOptions({ input })),
        cache.prefetchQuery(binding.get.queryOptions({ input })),
      ]}
    >
      <AccountScreen appId={appId} />
    </Prefetched>
  );
}
