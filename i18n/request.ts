import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale, chooseTimeZone, localeCookie, timeZoneCookie } from "./locales.ts";
import { readMessages } from "./read-messages.ts";

/** Language and zone of a request: from cookies, since addresses carry no language. */
export default getRequestConfig(async () => {
  const jar = await cookies();
  const head = await headers();
  const locale = chooseLocale(jar.get(localeCookie)?.value, head.get("accept-language"));
  return {
    locale,
    messages: readMessages(locale, process.env.NODE_ENV === "development"),
    timeZone: chooseTimeZone(jar.get(timeZoneCookie)?.value),
    now: new Date(),
  };
});
