import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./pages.ts";
import type { Product } from "./product.ts";

/** A second platform, from its AppID to its quota, as its owner walks it. Each test goes on where the last ended. */
test.describe.configure({ mode: "serial" });

const name = "云栖餐饮";
const made = { token: "", encodingAesKey: "" };
let componentAppId = "";
let appSecret = "";

/** What a person does in WeChat's own console. */
async function inWechatsConsole(request: APIRequestContext, product: Product, settings: Record<string, unknown>) {
  const answer = await request.post(`${product.simulatorUrl}/_sim/platforms/${componentAppId}`, { data: settings });
  expect(answer.ok(), await answer.text()).toBe(true);
}
const pushTicket = async (request: APIRequestContext, product: Product) => {
  const data = { component_appid: componentAppId };
  expect((await request.post(`${product.simulatorUrl}/_sim/tickets`, { data })).ok()).toBe(true);
};
const line = (page: Page, title: string) => page.getByRole("listitem").filter({ hasText: title });

test("the guided page tells mistakes where they are made, and WeChat tries the secret before it is saved", async ({
  signedInAs,
  product,
  request,
}) => {
  const { platforms } = await (await request.get(`${product.simulatorUrl}/_sim/credentials`)).json();
  componentAppId = platforms[1].component_appid;
  appSecret = platforms[1].component_appsecret;
  const page = await signedInAs("owner", {}, [/400 \(Bad Request\)/]);
  await page.goto("/settings");
  await page.getByRole("link", { name: "Connect a platform" }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("Give it a name.")).toBeVisible();
  await expect(page.getByText("An AppSecret is 32 hexadecimal characters (0–9, a–f).")).toBeVisible();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Platform AppID").fill(platforms[0].component_appid);
  await page.getByRole("textbox", { name: "AppSecret" }).fill("0".repeat(32));
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("This platform is connected already.")).toBeVisible();
  await page.getByLabel("Platform AppID").fill(` ${componentAppId} `);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("WeChat does not accept this AppSecret.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue(name);
  await page.getByRole("textbox", { name: "AppSecret" }).fill(` ${appSecret}`);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { name: "Token and EncodingAESKey" })).toBeVisible();
  await expect(page.getByText("WeChat accepts AppID and AppSecret.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("The AppSecret is not kept while a page is loaded anew.")).toBeVisible();
  await expect(page.getByLabel("Platform AppID")).toHaveValue(componentAppId);
  await expect(page.getByRole("textbox", { name: "AppSecret" })).toHaveValue("");
});

test("keys are made with one click, and stand nowhere but on the page that says what to paste", async ({
  signedInAs,
}) => {
  const page = await signedInAs("owner");
  await page.goto(`/settings/platforms/connect?platform=${componentAppId}&name=${encodeURIComponent(name)}`);
  await page.getByRole("textbox", { name: "AppSecret" }).fill(appSecret);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByText("Exactly 43 letters and digits.")).toBeVisible();
  await page.getByRole("button", { name: "Make both" }).click();
  made.token = await page.getByRole("textbox", { name: "Token", exact: true }).inputValue();
  made.encodingAesKey = await page.getByRole("textbox", { name: "EncodingAESKey" }).inputValue();
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page).toHaveURL(/step=console/);
  await expect(page.getByText(`/wx/${componentAppId}/messages/$APPID$`, { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy: 授权事件接收URL" })).toBeVisible();
  await expect(page.getByText(made.encodingAesKey, { exact: true })).toBeVisible();
  await expectAccessible(page, "what to paste");
  const kept = await page.evaluate(() => JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }]));
  for (const secret of [appSecret, made.token, made.encodingAesKey]) expect(kept).not.toContain(secret);
  await page.reload();
  await expect(
    page.getByText("Token and EncodingAESKey are sealed and not shown again.", { exact: false }),
  ).toBeVisible();
  expect(await page.content()).not.toContain(made.encodingAesKey);
});

test("the checklist turns green by itself, past an address that WeChat refuses", async ({
  signedInAs,
  product,
  request,
}) => {
  const page = await signedInAs("owner");
  const base = `${product.url}/wx/${componentAppId}`;
  await inWechatsConsole(request, product, {
    events_url: `${base}/events`,
    messages_url: `${base}/messages/$APPID$`,
    token: made.token,
    encoding_aes_key: made.encodingAesKey,
    ip_whitelist: ["192.0.2.1"],
  });
  await page.goto(`/settings/platforms/connect?step=console&platform=${componentAppId}`);
  await page.getByRole("button", { name: "They are entered" }).click();
  await expect(line(page, "Platform token obtained")).toContainText("later");
  // WeChat's own push comes past the whitelist, which only calls have to pass.
  await pushTicket(request, product);
  await expect(line(page, "Ticket arrived")).toContainText("done");
  await expect(line(page, "IP address accepted")).toContainText("WeChat refuses calls from 127.0.0.1");
  await expect(line(page, "Platform token obtained")).toContainText("61004");
  await inWechatsConsole(request, product, { ip_whitelist: null });
  await page.getByRole("button", { name: "Ask for a new ticket" }).click();
  await expect(page.getByRole("heading", { name: `${name} works` })).toBeVisible();
  for (const title of ["Platform token obtained", "IP address accepted"])
    await expect(line(page, title)).toContainText("done");
  await expect(line(page, "Published")).toBeVisible();
  await page.getByRole("link", { name: "Open the platform" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("a new EncodingAESKey loses no push that still comes with the old one, and says so", async ({
  signedInAs,
  product,
  request,
}) => {
  const page = await signedInAs("owner");
  await page.goto(`/settings/platforms/${componentAppId}?tab=keys`);
  await page.getByRole("button", { name: "Make a new EncodingAESKey" }).click();
  const fresh = await page.getByRole("textbox", { name: "EncodingAESKey" }).inputValue();
  await page.getByRole("button", { name: "Save the new keys" }).click();
  await expect(page.getByText(fresh, { exact: true })).toBeVisible();
  await expect(page.getByText("No push has come with them since.")).toBeVisible();
  await expect(async () => {
    await pushTicket(request, product);
    await expect(page.getByText("The last push with them came")).toBeVisible({ timeout: 5_500 });
  }).toPass();
  await page.getByRole("button", { name: "Forget the previous keys" }).click();
  await expect(page.getByText("WeChat’s console still holds them.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Forget them" })).toBeDisabled();
  await page.getByRole("button", { name: "Keep them" }).click();
  await inWechatsConsole(request, product, { encoding_aes_key: fresh });
  await page.goto(`/settings/platforms/${componentAppId}`);
  const asked = Date.now();
  await page.getByRole("button", { name: "Ask for a new ticket" }).click();
  await expect
    .poll(async () => {
      const headers = { "x-csrf-token": "orpc" };
      const answer = await page.request.get(`/api/platforms/${componentAppId}`, { headers });
      return (await answer.json()).ticketReceivedAt;
    })
    .toBeGreaterThan(asked);
});

test("an AppSecret that WeChat refuses leaves the one in use", async ({ signedInAs }) => {
  const page = await signedInAs("owner", {}, [/400 \(Bad Request\)/]);
  await page.goto(`/settings/platforms/${componentAppId}?tab=keys`);
  await page.getByRole("textbox", { name: "AppSecret" }).fill("f".repeat(32));
  await page.getByRole("button", { name: "Prove and replace" }).click();
  await expect(page.getByText("WeChat does not accept this AppSecret. The one in use is unchanged.")).toBeVisible();
  await page.getByRole("textbox", { name: "AppSecret" }).fill(appSecret);
  await page.getByRole("button", { name: "Prove and replace" }).click();
  await expect(page.getByText("WeChat accepts the new AppSecret. It is in use.")).toBeVisible();
});

test("the quota is read on demand and its counters are reset after the AppID is typed", async ({ signedInAs }) => {
  const page = await signedInAs("owner");
  await page.goto(`/settings/platforms/${componentAppId}?tab=quota`);
  await page.getByRole("button", { name: "Read", exact: true }).click();
  const lines = page.getByRole("list", { name: "Today’s calls" }).getByRole("listitem");
  await expect(lines.filter({ hasText: "/wxa/gettemplatelist" })).toContainText("left");
  await expect(page.getByRole("button", { name: "Read again" })).toBeDisabled();
  await expect(page.getByText("Again at the earliest in")).toBeVisible();
  await page.getByRole("button", { name: "Reset the day’s counters" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Reset the counters" })).toBeDisabled();
  await dialog.getByRole("textbox").fill(componentAppId);
  await dialog.getByRole("button", { name: "Reset the counters" }).click();
  await expect(page.getByText("The day’s counters are at zero.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Read again" })).toBeEnabled();
});

test("both platforms stand side by side, in Chinese as well, and a viewer sees them without any action", async ({
  signedInAs,
  product,
}) => {
  const page = await signedInAs("owner", { locale: "zh-CN" });
  await page.context().addCookies([{ name: "hufu-locale", value: "zh-CN", url: product.url }]);
  await page.goto("/settings");
  await expect(page.getByRole("table", { name: "平台" }).getByRole("row")).toHaveCount(3);
  await page.getByRole("link", { name }).click();
  await expect(page.getByText("收到验证票据")).toBeVisible();
  await expect(page.getByRole("link", { name: "调用额度" })).toBeVisible();

  const viewer = await signedInAs("viewer");
  await viewer.goto(`/settings/platforms/${componentAppId}?tab=keys`);
  await expect(viewer.getByRole("heading", { name: "AppSecret" })).toBeVisible();
  await expect(viewer.getByRole("textbox")).toHaveCount(0);
  await viewer.goto("/settings/platforms/connect");
  await expect(viewer.getByText("Owners and admins connect platforms")).toBeVisible();
  const refused = await viewer.request.put(`/api/platforms/${componentAppId}/callback-keys`, {
    headers: { "x-csrf-token": "orpc" },
    data: { token: "stolen" },
  });
  expect(refused.status()).toBe(403);
});
