import { expect, expectAccessible, test } from "./pages.ts";

/** After the main job: every page, both themes, both languages, wide and narrow. */
const pages = [
  "/",
  "/invitations",
  "/invitations/new",
  "/accounts",
  "/accounts?q=zzzz",
  "/accounts?tab=unclaimed",
  "/templates",
  "/templates?tab=drafts",
  "/deployments",
  "/deployments/new",
  "/events",
  "/audit",
  "/settings",
  "/settings/platforms/connect",
  "/settings/staff",
  "/settings/sessions",
];

for (const theme of ["light", "dark"] as const) {
  for (const locale of ["zh-CN", "en"] as const) {
    test(`every page is accessible in ${theme}, ${locale}`, async ({ signedInAs, product }) => {
      test.setTimeout(240_000);
      const page = await signedInAs("owner", { colorScheme: theme, locale });
      await page.context().addCookies([{ name: "hufu-locale", value: locale, url: product.url }]);
      const detail: string[] = [];
      for (const list of ["/accounts", "/invitations?tab=all", "/deployments"]) {
        await page.goto(list);
        const href = await page.locator("tbody a").first().getAttribute("href");
        if (href) detail.push(href);
      }
      expect(detail).toHaveLength(3);
      for (const path of [...pages, ...detail]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
        await expectAccessible(page, `${path} ${theme} ${locale}`);
      }
    });
  }
}

test("the sign-in and set-up pages are accessible", async ({ browser, product }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ baseURL: product.url, colorScheme });
    const page = await context.newPage();
    for (const path of ["/sign-in", "/setup#a-token-that-was-never-made"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page, `${path} ${colorScheme}`);
    }
    await context.close();
  }
});

test("no page scrolls sideways at 360 pixels", async ({ signedInAs }) => {
  test.setTimeout(120_000);
  const page = await signedInAs("owner", { viewport: { width: 360, height: 740 } });
  for (const path of pages) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

test("the palette reaches every page and finds accounts by two Chinese characters", async ({ signedInAs }) => {
  const page = await signedInAs("owner");
  await page.goto("/accounts");
  const name = (await page.locator("tbody a").first().textContent()) ?? "";
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  for (const entry of [
    "Overview",
    "Invitations",
    "Accounts",
    "Templates",
    "Deployments",
    "Events",
    "Audit",
    "Settings",
  ])
    await expect(dialog.getByRole("option", { name: entry, exact: false }).first()).toBeVisible();
  await page.keyboard.type(name.slice(0, 2));
  await expect(dialog.getByRole("option", { name: new RegExp(name) }).first()).toBeVisible();
});
