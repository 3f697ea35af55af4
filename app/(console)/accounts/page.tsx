import { Prefetched } from "#app/(console)/prefetched.tsx";
import { AccountsScreen } from "#components/accounts/accounts-screen.tsx";
import { firstAccountsPage } from "#components/accounts/first-page.ts";

interface AccountsPageProps {
  searchParams: Promise<Record<string, unknown>>;
}

export default async function AccountsPage({ searchParams }: AccountsPageProps) {
  // Filters and later pages are read by the browser, which knows the address as it changes.
  const isPlain = Object.keys(await searchParams).length === 0;
  return (
    <Prefetched
      load={({ accounts }, cache) => [
        cache.prefetchQuery(accounts.counts.queryOptions()),
        ...(isPlain ? [cache.prefetchQuery(accounts.list.queryOptions({ input: firstAccountsPage }))] : []),
      ]}
    >
      <AccountsScreen />
    </Prefetched>
  );
}
