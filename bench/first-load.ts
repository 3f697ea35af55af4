// JavaScript that a first visit of each page loads, in kB as sent (compressed), from a running product.
// Usage: node bench/first-load.ts <url> <email> <password>
import { chromium } from "@playwright/test";
import { chromiumPath } from "../scripts/chromium-path.ts";

const [url, email, password] = process.argv.slice(2);
if (!url || !email || !password) throw new Error("Usage: node bench/first-load.ts <url> <email> <password>");

const browser = await chromium.launch({
  executablePath: chromiumPath() ?? undefined,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const door = await browser.newContext();
const signIn = await door.newPage();
await signIn.goto(`${url}/sign-in`);
await signIn.getByRole("textbox").first().fill(email);
await signIn.locator("input[type=password]").fill(password);
await signIn.locator("button[type=submit]").click();
await signIn.waitForURL(`${url}/`);
const storageState = await door.storageState();

const paths = [
  "/",
  "/invitations",
  "/invitations/new",
  "/accounts",
  "/templates",
  "/deployments",
  "/deployments/new",
  "/events",
  "/audit",
  "/settings",
];
console.log("page                    scripts   kB sent   kB unpacked");
for (const path of ["/sign-in", ...paths]) {
  const context = await browser.newContext(path === "/sign-in" ? {} : { storageState });
  const page = await context.newPage();
  await page.goto(`${url}${path}`, { waitUntil: "load" });
  const sizes = await page.evaluate(() => {
    // What the page itself asks for; links fetch other pages' parts later, when idle.
    const wanted = new Set(
      [...document.querySelectorAll("script[src]")].map((script) => (script as HTMLScriptElement).src),
    );
    return performance
      .getEntriesByType("resource")
      .filter((entry) => wanted.has(entry.name))
      .map((entry) => {
        const resource = entry as PerformanceResourceTiming;
        return { sent: resource.encodedBodySize, unpacked: resource.decodedBodySize };
      });
  });
  const total = (key: "sent" | "unpacked") => sizes.reduce((sum, size) => sum + size[key], 0) / 1_024;
  console.log(
    `${path.padEnd(24)}${String(sizes.length).padStart(7)}${total("sent").toFixed(1).padStart(10)}${total("unpacked").toFixed(1).padStart(14)}`,
  );
  await context.close();
}
await browser.close();
