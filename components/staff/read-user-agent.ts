/** What a User-Agent says of a browser, in names that are the same in every language. */
export interface Browser {
  /** Null where we cannot tell. */
  browser: string | null;
  system: string | null;
}

// In this order: most browsers also claim to be Chrome and Safari, iPadOS to be a Mac, Android to be Linux.
const browsers: readonly [RegExp, string][] = [
  [/MicroMessenger\//, "WeChat"],
  [/\bEdgA?(?:iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\bHeadlessChrome\//, "Chrome"],
  [/\b(?:Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
  [/\bcurl\//, "curl"],
];
const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\b(?:HarmonyOS|OpenHarmony)\b/, "HarmonyOS"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

const firstOf = (list: readonly [RegExp, string][], text: string) =>
  list.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** Reads browser and system from a User-Agent; a hint for people, never a proof of anything. */
export function readUserAgent(userAgent: string | null): Browser {
  const text = userAgent ?? "";
  return { browser: firstOf(browsers, text), system: firstOf(systems, text) };
}
