import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EntryFrame } from "#components/staff/entry-frame.tsx";
import { SignInForm } from "#components/staff/sign-in-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("staff");
  return { title: t("signIn") };
}

export default async function SignInPage() {
  const t = await getTranslations("staff");
  return (
    <EntryFrame title={t("signIn")} lead={t("signInLead")}>
      <SignInForm />
    </EntryFrame>
  );
}
