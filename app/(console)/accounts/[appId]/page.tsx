import { AccountScreen } from "#components/accounts/account-screen.tsx";

export default async function AccountPage({ params }: { params: Promise<{ appId: string }> }) {
  const { appId } = await params;
  return <AccountScreen appId={appId} />;
}
