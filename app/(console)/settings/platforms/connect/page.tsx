import { Prefetched } from "#app/(console)/prefetched.tsx";
import { ConnectScreen } from "#components/platforms/connect-screen.tsx";

interface ConnectPlatformPageProps {
  searchParams: Promise<{ platform?: string | string[] }>;
}

export default async function ConnectPlatformPage({ searchParams }: ConnectPlatformPageProps) {
  const { platform } = await searchParams;
  // The frame has read the list already; the later steps show one platform.
  return (
    <Prefetched
      load={({ platforms }, cache) =>
        typeof platform === "string"
          ? [cache.prefetchQuery(platforms.get.queryOptions({ input: { componentAppId: platform } }))]
          : []
      }
    >
      <ConnectScreen />
    </Prefetched>
  );
}
