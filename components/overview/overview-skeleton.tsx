import { PageBody } from "#components/shell/page.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const lines = ["w-3/5", "w-1/2", "w-2/3", "w-2/5"];

/** The overview's shape, while it is on its way. */
export function OverviewSkeleton() {
  return (
    <PageBody
      aside={
        <div className="flex flex-col gap-6" aria-busy="true">
          <Skeleton className="w-24" />
          {lines.map((width) => (
            <Skeleton key={width} className="w-full" />
          ))}
        </div>
      }
    >
      <div className="flex flex-col gap-9 pt-2" aria-busy="true">
        <Skeleton className="w-32" />
        {lines.map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
    </PageBody>
  );
}
