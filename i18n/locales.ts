export const locales = ["zh-CN", "en"] as const;
export type Locale = (typeof locales)[number];

export const localeCookie = "hufu-locale";
export const timeZoneCookie = "hufu-time-zone";

/** Zone of the first page of a new visitor; the browser's own replaces it at once. */
export const firstTimeZone = "Asia/Shanghai";

/** The cookie's locale if it is one of ours, else the first of Accept-Language that is, else English. */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const chosen = locales.find((locale) => locale === cookie);
  if (chosen) return chosen;
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    if (tag === "zh" || tag.startsWith("zh-")) return "zh-CN";
    if (tag === "en" || tag.startsWith("en-")) return "en";
  }
  return "en";
}

/** The zone if Intl knows it, else the first one. */
export function chooseTimeZone(cookie: string | undefined): string {
  if (!cookie || cookie.length > 64) return firstTimeZone;
  try {
    new Intl.DateTimeFormat("en", { timeZone: cookie });
    return cookie;
  } catch {
    return firstTimeZone;
  }
}
