import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetupScreen } from "#components/staff/setup-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("setup");
  // The address carries a one-time token in its fragment; nothing may pass it on.
  return { title: t("title"), referrer: "no-referrer" };
}

export default function SetupPage() {
  return <SetupScreen />;
}
