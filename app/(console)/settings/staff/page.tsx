import { Prefetched } from "#app/(console)/prefetched.tsx";
import { StaffScreen } from "#components/staff/staff-screen.tsx";

export default function StaffPage() {
  return (
    <Prefetched load={({ staff }, cache) => [cache.prefetchQuery(staff.list.queryOptions())]}>
      <StaffScreen />
    </Prefetched>
  );
}
