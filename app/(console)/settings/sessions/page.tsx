import { Prefetched } from "#app/(console)/prefetched.tsx";
import { SessionsScreen } from "#components/staff/sessions-screen.tsx";

export default function SessionsPage() {
  return (
    <Prefetched load={({ staff }, cache) => [cache.prefetchQuery(staff.sessions.queryOptions())]}>
      <SessionsScreen />
    </Prefetched>
  );
}
