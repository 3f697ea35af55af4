import { Prefetched } from "#app/(console)/prefetched.tsx";
import { PlatformScreen } from "#components/platforms/platform-screen.tsx";

export default async function PlatformPage({ params }: { params: Promise<{ componentAppId: string }> }) {
  const { componentAppId } = await params;
  const input = { componentAppId };
  return (
    <Prefetched
      load={({ platforms, quota }, cache) => [
        cache.prefetchQuery(platforms.get.queryOptions({ input })),
        cache.prefetchQuery(quota.get.queryOptions({ input })),
      ]}
    >
      <PlatformScreen componentAppId={componentAppId} />
    </Prefetched>
  );
}
