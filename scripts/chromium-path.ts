import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** CHROMIUM_PATH, else undefined for Playwright's own if it is there, else the system's; null when there is none. */
export function chromiumPath(): string | undefined | null {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : null;
  if (existsSync(chromium.executablePath())) return undefined;
  return system.find((path) => existsSync(path)) ?? null;
}
