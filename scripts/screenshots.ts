// `npm run screenshots`: starts the product on a new data folder, walks the main job and takes the README's
// pictures in both themes, into docs/screens/.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { owner, readProduct } from "../e2e/pages.ts";
import startProduct from "../e2e/product.ts";
import { chromiumPath } from "./chromium-path.ts";

const folder = join("docs", "screens");

async function signUp(browser: Browser, link: string) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel("Name").fill(owner.name);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByRole("textbox", { name: "Password" }).fill(owner.password);
  await page.getByRole("button", { name: "Set password and enter" }).click();
  await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
  return context.storageState();
}

/** Authorizes one account through the simulated phone. Returns the invitation's and the account's address. */
async function invite(page: Page, url: string) {
  await page.goto(`${url}/invitations/new`);
  await page.getByLabel("Merchant reference").fill("M-20417");
  await page.getByLabel("Merchant’s name").fill("山野茶事");
  await page.getByRole("button", { name: "Make the invitation" }).click();
  await page.getByRole("button", { name: "Open simulated phone" }).click();
  const phone = page.frameLocator("iframe");
  await phone.locator("a.choice").first().click();
  await phone.locator("button[value=allow]").waitFor();
  return page.url();
}

async function deploy(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/accounts?kind=mini_program`);
  const links = page.locator("tbody a");
  await links.first().waitFor();
  const hrefs = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  const ids = [...new Set(hrefs.map((href) => /wx[0-9a-f]{16}/.exec(href)?.[0]).filter(Boolean))].slice(0, 24);
  await page.goto(`${url}/deployments/new?accounts=${ids.join(",")}`);
  await page.getByRole("button", { name: /^Deploy to \d+/ }).click();
  await page.waitForURL(/\/deployments\/(?!new)/);
  await page.getByText("Reviewing").first().waitFor({ timeout: 60_000 });
  return page.url();
}

mkdirSync(folder, { recursive: true });
const stop = await startProduct();
const browser = await chromium.launch({
  executablePath: chromiumPath() ?? undefined,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  const product = readProduct();
  const storageState = await signUp(browser, product.setupLink);
  const size = { width: 1440, height: 900 };
  const english = { storageState, viewport: size, locale: "en-GB", timezoneId: "Asia/Shanghai" };
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ ...english, colorScheme });
    const page = await context.newPage();
    await invite(page, product.url);
    await page.screenshot({ path: join(folder, `invitation-${colorScheme}.png`) });
    await page.frameLocator("iframe").locator("button[value=allow]").click();
    await page.getByRole("link", { name: "Open the account" }).click();
    await page.getByRole("heading", { name: /Bound to/ }).waitFor();
    await page.screenshot({ path: join(folder, `account-${colorScheme}.png`) });
    if (colorScheme === "light") await deploy(page, product.url);
    await page.goto(`${product.url}/deployments`);
    await page.locator("tbody a").first().click();
    await page.waitForURL(/\/deployments\/(?!new)./);
    await page.getByRole("heading", { level: 1, name: /to \d+ Mini Programs/ }).waitFor();
    await page.screenshot({ path: join(folder, `deployment-${colorScheme}.png`) });
    for (const [name, path] of [
      ["overview", "/"],
      ["accounts", "/accounts"],
      ["audit", "/audit"],
    ] as const) {
      await page.goto(`${product.url}${path}`);
      await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    }
    await page.goto(`${product.url}/settings/platforms`);
    await page.locator("tbody a").first().click();
    await page.getByText("All green").waitFor();
    await page.screenshot({ path: join(folder, `platform-${colorScheme}.png`) });
    await context.close();
  }
  console.log(`Pictures are in ${folder}`);
} finally {
  await browser.close();
  await stop();
}
