import { Skeleton } from "#components/ui/skeleton.tsx";

/** The account page's shape, while it is on its way. */
export function AccountSkeleton() {
  return (
    <div aria-busy="true">
      <div className="flex h-20 items-center gap-4 px-6 max-desk:px-4">
        <Skeleton className="size-10" />
        <span className="flex flex-col gap-3">
          <Skeleton className="w-40" />
          <Skeleton className="w-72" />
        </span>
      </div>
      <div className="flex h-11 items-center gap-6 border-line border-b px-6 max-desk:px-4">
        <Skeleton className="w-12" />
        <Skeleton className="w-12" />
        <Skeleton className="w-16" />
        <Skeleton className="w-14" />
      </div>
      <div className="flex flex-col gap-4 px-6 py-9 max-desk:px-4">
        <Skeleton className="w-1/3" />
        <Skeleton className="w-1/2" />
        <Skeleton className="w-2/5" />
        <Skeleton className="w-1/4" />
      </div>
    </div>
  );
}
