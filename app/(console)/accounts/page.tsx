import { AccountsScreen } from "#components/accounts/accounts-screen.tsx";

export default function AccountsPage() {
  return <AccountsScreen />;
}
