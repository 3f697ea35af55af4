"use client";

import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useEffect, useState } from "react";
import { NowProvider } from "#components/ui/now.tsx";
import { Toaster } from "#components/ui/toast.tsx";
import { TooltipProvider } from "#components/ui/tooltip.tsx";
import { timeZoneCookie } from "#i18n/locales.ts";
import { statusOf } from "./api.ts";
import { leaveSignedOut } from "./leave-signed-out.ts";

export interface ProvidersProps {
  /** Of this document's CSP; styles inserted later carry it. */
  nonce: string | undefined;
  locale: string;
  messages: AbstractIntlMessages;
  timeZone: string;
  /** ms; the time that the server drew the page with. */
  now: number;
  /** Names the region of toasts. */
  toastLabel: string;
  children: ReactNode;
}

/** Everything that pages and the kit take from context. */
export function Providers({ nonce, locale, messages, timeZone, now, toastLabel, children }: ProvidersProps) {
  // The scroll lock of dialogs inserts a style; taken once, since later navigations carry other nonces.
  const [firstNonce] = useState(nonce);
  if (firstNonce && typeof window !== "undefined") setNonce(firstNonce);
  const [queryClient] = useState(makeQueryClient);
  const zone = useOwnTimeZone(timeZone);
  return (
    <ThemeProvider attribute="class" nonce={firstNonce} disableTransitionOnChange>
      <NextIntlClientProvider locale={locale} messages={messages} timeZone={zone} now={new Date(now)}>
        <QueryClientProvider client={queryClient}>
          <NuqsAdapter>
            <NowProvider initial={now}>
              <TooltipProvider delayDuration={400} skipDelayDuration={200}>
                {children}
              </TooltipProvider>
              <Toaster label={toastLabel} />
            </NowProvider>
          </NuqsAdapter>
        </QueryClientProvider>
      </NextIntlClientProvider>
    </ThemeProvider>
  );
}

function makeQueryClient() {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (statusOf(error) === 401) leaveSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // What the server refuses it will refuse again; only a broken connection or a 5xx is worth another try.
        retry: (count, error) => count < 2 && (statusOf(error) ?? 500) >= 500,
      },
      mutations: { retry: false },
    },
  });
}

/** The server's zone for the first paint, then the browser's, remembered for the next page. */
function useOwnTimeZone(first: string): string {
  const [zone, setZone] = useState(first);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!own) return;
    setZone(own);
    if (own !== first) rememberInCookie(timeZoneCookie, own);
  }, [first]);
  return zone;
}

/** A preference that the server reads to draw the page; not a secret. Kept a year. */
export function rememberInCookie(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
}
