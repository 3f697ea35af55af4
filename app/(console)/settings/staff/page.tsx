import { StaffScreen } from "#components/staff/staff-screen.tsx";

export default function StaffPage() {
  return <StaffScreen />;
}
