import { expect, expectAccessible, test } from "./pages.ts";

/** After a second platform was connected: each part of its page, both themes, both languages, wide and narrow. */
for (const [colorScheme, locale] of [
  ["light", "zh-CN"],
  ["dark", "en"],
] as const)
  test(`every part of a platform is accessible and fits a phone in ${colorScheme}, ${locale}`, async ({
    signedInAs,
    product,
    request,
  }) => {
    test.setTimeout(120_000);
    const { platforms } = await (await request.get(`${product.simulatorUrl}/_sim/credentials`)).json();
    const componentAppId = platforms[1].component_appid;
    const page = await signedInAs("owner", { colorScheme, locale });
    await page.context().addCookies([{ name: "hufu-locale", value: locale, url: product.url }]);
    const own = `/settings/platforms/${componentAppId}`;
    const guide = `/settings/platforms/connect?step=check&platform=${componentAppId}`;
    for (const path of [guide, own, ...["console", "keys", "quota"].map((tab) => `${own}?tab=${tab}`)]) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      await expectAccessible(page, `${path} ${colorScheme} ${locale}`);
      await page.setViewportSize({ width: 360, height: 740 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
  });
