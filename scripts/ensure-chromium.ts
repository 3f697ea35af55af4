import { spawnSync } from "node:child_process";
import { chromiumPath } from "./chromium-path.ts";

const found = () => chromiumPath() !== null;

function run(command: string, args: string[]): boolean {
  console.log(`> ${command} ${args.join(" ")}`);
  return spawnSync(command, args, { stdio: "inherit" }).status === 0;
}

/**
 * Makes sure of a Chromium: CHROMIUM_PATH, Playwright's own, the system's, else installs one, by Playwright
 * or by the system's packages. @returns whether there is one.
 */
export function ensureChromium(): boolean {
  if (found()) return true;
  if (process.env.CHROMIUM_PATH) return false;
  if (run("npx", ["playwright", "install", "--with-deps", "chromium"]) && found()) return true;
  // Where Playwright's downloads are out of reach; the font draws the Chinese on the pages.
  run("apt-get", ["update", "-qq"]);
  return run("apt-get", ["install", "-y", "-qq", "chromium", "fonts-noto-cjk"]) && found();
}
