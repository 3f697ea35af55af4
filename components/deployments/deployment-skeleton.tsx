import { Skeleton } from "#components/ui/skeleton.tsx";

/** The deployment page's shape, while it is on its way. */
export function DeploymentSkeleton() {
  return (
    <div aria-busy="true">
      <div className="flex h-20 flex-col justify-center gap-3 px-6 max-desk:px-4">
        <Skeleton className="h-4 w-72" />
        <Skeleton className="w-96 max-w-full" />
      </div>
      <div className="flex justify-between px-6 py-4 max-desk:px-4">
        <Skeleton className="h-8 w-24" />
        <Skeleton className="h-8 w-24" />
        <Skeleton className="h-8 w-24" />
      </div>
      <div className="px-6 py-4 max-desk:px-4">
        <Skeleton className="h-7" />
      </div>
      <div className="flex flex-col gap-6 px-6 py-6 max-desk:px-4">
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
        <Skeleton className="w-3/5" />
        <Skeleton className="w-2/5" />
      </div>
    </div>
  );
}
