import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./pages.ts";

interface Invited {
  id: string;
  code: string;
  links: { page: string; pc: string; phone: string };
}

/** Makes an invitation as the page's person would, without the form. */
function invite(page: Page, input: Record<string, unknown>): Promise<Invited> {
  return page.evaluate(async (body) => {
    const response = await fetch("/api/invitations", {
      method: "POST",
      headers: { "content-type": "application/json", "x-csrf-token": "orpc" },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Invited;
  }, input);
}

interface Merchant {
  appid: string;
  nick_name: string;
  kind: string;
  grants: { component_appid: string }[];
}

/** Mini Programs of the simulator that have authorized nobody. */
async function freeMiniPrograms(request: APIRequestContext, simulatorUrl: string): Promise<Merchant[]> {
  const answer = await request.get(`${simulatorUrl}/_sim/accounts?limit=300`);
  const { accounts } = (await answer.json()) as { accounts: Merchant[] };
  return accounts.filter((account) => account.kind === "mini_program" && account.grants.length === 0);
}

/** Presses `j` until the page listens: rows are drawn before it does. */
async function focusFirst(page: Page, rows: Locator) {
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(rows.first()).toBeFocused({ timeout: 500 });
  }).toPass();
}

/** Opens the PC link as a merchant's browser would, and reads the code that WeChat's page is given. */
async function openedCode(request: APIRequestContext, link: string) {
  const answer = await request.get(link, { maxRedirects: 0 });
  const target = new URL(answer.headers().location ?? "");
  return {
    component_appid: target.searchParams.get("component_appid"),
    pre_auth_code: target.searchParams.get("pre_auth_code"),
  };
}

const iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";

test("a merchant's page says who asks and what for, in the merchant's language, and fits the device", async ({
  signedInAs,
  browser,
  product,
}) => {
  const staff = await signedInAs("owner");
  await staff.goto("/invitations");
  const { code } = await invite(staff, {
    merchantReference: "M-1",
    merchantName: "南巷面馆",
    accountKind: "mini_program",
    presetId: "mp-full",
  });
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({
      baseURL: product.url,
      locale: "zh-CN",
      colorScheme,
      userAgent: iPhone,
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    await page.goto(`/invite/${code}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("小程序");
    await expect(page.getByText("南巷面馆")).toBeVisible();
    const ways = page.getByRole("main").getByRole("link");
    await expect(ways.first()).toContainText("在微信中继续");
    await expectAccessible(page, `the merchant's page, ${colorScheme}`);
    await context.close();
  }
  await expect(staff.getByRole("row", { name: /南巷面馆 M-1 / }).first()).toContainText("Opened");
});

test("another account than the invited one is said to staff, waits unclaimed, and can be claimed", async ({
  signedInAs,
  request,
  product,
}) => {
  const [meant, other] = await freeMiniPrograms(request, product.simulatorUrl);
  const page = await signedInAs("owner");
  await page.goto("/invitations");
  const invitation = await invite(page, {
    merchantReference: "M-2",
    accountKind: "mini_program",
    fixedAppId: meant?.appid,
  });
  await page.goto(`/invitations/${invitation.id}`);
  const data = await openedCode(request, invitation.links.pc);
  await expect(page.getByText("left", { exact: false }).first()).toBeVisible();
  await request.post(`${product.simulatorUrl}/_sim/accounts/${other?.appid}/authorize`, { data });

  await expect(page.getByRole("heading", { name: "A different account was chosen" })).toBeVisible();
  await page.getByRole("link", { name: "See unclaimed grants" }).click();
  const row = page.getByRole("row", { name: new RegExp(other?.appid ?? "") });
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "Claim" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Claim the account" }).click();
  await expect(dialog.getByText("Give the merchant’s reference.")).toBeVisible();
  await dialog.getByLabel("Merchant reference").fill("M-2-other");
  await dialog.getByRole("button", { name: "Claim the account" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toHaveCount(0);
  await page.goto(`/accounts/${other?.appid}`);
  await expect(page.getByText("Reference M-2-other")).toBeVisible();
  await expect(page.getByText("Claimed for M-2-other")).toBeVisible();
});

test("a cancelled invitation closes its links, and an invented code leads nowhere", async ({
  signedInAs,
  browser,
  product,
}) => {
  const page = await signedInAs("owner");
  await page.goto("/invitations");
  const { id, code } = await invite(page, { merchantReference: "M-3", accountKind: "both" });
  await page.goto(`/invitations/${id}`);
  await page.getByRole("button", { name: "Cancel invitation" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("M-3");
  await dialog.getByRole("button", { name: "Cancel invitation" }).click();
  await expect(page.getByRole("heading", { name: "The invitation was cancelled" })).toBeVisible();

  const merchant = await browser.newPage({ baseURL: product.url, locale: "en-GB" });
  for (const way of ["", "/pc", "/h5"]) {
    await merchant.goto(`/invite/${code}${way}`);
    await expect(merchant.getByRole("heading", { name: "This invitation was cancelled" })).toBeVisible();
  }
  await merchant.goto("/invite/AAAA-AAAA-AAAA");
  await expect(merchant.getByRole("heading", { name: "No such invitation" })).toBeVisible();
  await merchant.close();
});

test("the accounts table is worked by keyboard, and templates go to Mini Programs only", async ({ signedInAs }) => {
  const page = await signedInAs("owner");
  await page.goto("/accounts?kind=mini_program");
  const rows = page.getByRole("table", { name: "Accounts" }).locator("tbody tr");
  await expect(rows.nth(1)).toBeVisible();
  await focusFirst(page, rows);
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByRole("link", { name: "Deploy to 2" })).toBeVisible();
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/accounts\/wx/);

  await page.goto("/accounts?kind=service_account");
  await focusFirst(page, rows);
  await page.keyboard.press("x");
  await expect(page.getByText("1 selected")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Deploy to/ })).toHaveCount(0);
});
