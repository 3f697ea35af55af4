import "@fontsource-variable/inter/opsz.css";
import "@fontsource-variable/geist-mono/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { getLocale, getMessages, getTimeZone, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Providers } from "#components/shell/providers.tsx";

export const metadata: Metadata = {
  // No default: the console's pages bring their own title element, and the first of two would win.
  title: { default: "", template: "%s · Hufu" },
  applicationName: "Hufu",
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, address: false, email: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf9f6" },
    { media: "(prefers-color-scheme: dark)", color: "#0f0d0b" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [head, locale, messages, timeZone, t] = await Promise.all([
    headers(),
    getLocale(),
    getMessages(),
    getTimeZone(),
    getTranslations("common"),
  ]);
  return (
    <html lang={locale} suppressHydrationWarning>
      <body>
        <Providers
          nonce={head.get("x-nonce") ?? undefined}
          locale={locale}
          messages={messages}
          timeZone={timeZone}
          now={Date.now()}
          toastLabel={t("toasts")}
        >
          {children}
        </Providers>
      </body>
    </html>
  );
}
