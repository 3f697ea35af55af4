import { chromiumPath } from "./chromium-path.ts";
import { installDebianPackages, runVisibly } from "./run-visibly.ts";

const found = () => chromiumPath() !== null;

/**
 * Makes sure of a Chromium: CHROMIUM_PATH, Playwright's own, the system's, else installs one, by Playwright
 * or by the system's packages. @returns whether there is one.
 */
export function ensureChromium(): boolean {
  if (found()) return true;
  if (process.env.CHROMIUM_PATH) return false;
  if (runVisibly("npx", ["playwright", "install", "--with-deps", "chromium"]) && found()) return true;
  // Where Playwright's downloads are out of reach; the font draws the Chinese on the pages.
  return installDebianPackages("chromium", "fonts-noto-cjk") && found();
}
