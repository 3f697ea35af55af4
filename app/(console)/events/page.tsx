import { EventsScreen } from "#components/events/events-screen.tsx";

export default function EventsPage() {
  return <EventsScreen />;
}
