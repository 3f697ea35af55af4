import type { Metadata } from "next";
import { headers } from "next/headers";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { deviceOf } from "#components/invite/device.ts";
import { MerchantPage, NoSuchInvitation } from "#components/invite/merchant-page.tsx";
import { contextFromRequest } from "#lib/api/index.ts";
import { viewInvitation } from "#lib/authorization/index.ts";

interface InvitePageProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<{ returned?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("invite");
  return { title: { absolute: t("documentTitle") } };
}

/** What a merchant opens: no session, no API, everything drawn here. */
export default async function InvitePage({ params, searchParams }: InvitePageProps) {
  const [{ code }, query, head, locale, timeZone] = await Promise.all([
    params,
    searchParams,
    headers(),
    getLocale(),
    getTimeZone(),
  ]);
  const returned = typeof query.returned === "string" ? query.returned : undefined;
  const ctx = await contextFromRequest({ headers: head });
  const view = await viewInvitation(ctx, { code: decodeURIComponent(code), peek: returned !== undefined }).catch(
    (error: unknown) => {
      if ((error as { code?: unknown }).code === "invitation_not_found") return null;
      throw error;
    },
  );
  if (!view) return <NoSuchInvitation />;
  return (
    <MerchantPage
      view={view}
      returned={returned}
      device={deviceOf(head.get("user-agent"))}
      locale={locale}
      timeZone={timeZone}
    />
  );
}
