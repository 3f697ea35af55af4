import { Skeleton } from "#components/ui/skeleton.tsx";

/** The invitation page's shape, while it is on its way. */
export function InvitationSkeleton() {
  return (
    <div
      aria-busy="true"
      className="mx-auto grid w-full max-w-240 grid-cols-[minmax(0,24rem)_minmax(16rem,1fr)] gap-8 px-6 py-10 max-desk:max-w-120 max-desk:grid-cols-1 max-desk:px-4"
    >
      <div className="flex flex-col items-center gap-4">
        <Skeleton className="w-24" />
        <Skeleton className="h-8 w-48" />
        <Skeleton className="aspect-square h-auto w-full" />
      </div>
      <div className="flex flex-col gap-6 pt-6">
        <Skeleton className="w-28" />
        <Skeleton className="w-full" />
        <Skeleton className="w-full" />
        <Skeleton className="w-full" />
      </div>
    </div>
  );
}
