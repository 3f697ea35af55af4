import { expect, owner, stateOf, test, viewer, watchConsole } from "./pages.ts";

/** The whole of the main job, as a newcomer walks it. Each test goes on where the one before it ended. */
test.describe.configure({ mode: "serial" });

const reference = "M-20417";
let accountUrl = "";
let accountName = "";
let deploymentUrl = "";

test("the one-time link makes the owner, says how strong the password is, and leads to the overview", async ({
  page,
  product,
}) => {
  const check = watchConsole(page);
  await page.goto(product.setupLink);
  await expect(page.getByRole("heading", { name: "Set up Hufu" })).toBeVisible();
  await page.getByLabel("Name").fill(owner.name);
  await page.getByLabel("E-mail").fill(owner.email);
  const password = page.getByRole("textbox", { name: "Password" });
  await password.fill("short");
  await expect(page.getByRole("status")).toHaveText("12 or more, a few to go");
  await page.getByRole("button", { name: "Set password and enter" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await password.fill(owner.password);
  await expect(page.getByRole("status")).toHaveText("Strong");
  await page.getByRole("button", { name: "Set password and enter" }).click();
  await expect(page).toHaveURL(`${product.url}/`);
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await page.context().storageState({ path: stateOf("owner") });
  check();
});

test("the one-time link works once", async ({ page, product }) => {
  await page.goto(product.setupLink);
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
});

test("the simulated platform's authorizations are imported through the wire, and the overview shows health", async ({
  signedInAs,
}) => {
  const page = await signedInAs("owner");
  await page.goto("/accounts");
  await expect(page.getByRole("link", { name: /All\s*60/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("table", { name: "Accounts" }).getByRole("row")).toHaveCount(51);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Platform health" })).toBeVisible();
});

test("an invitation gets a QR code, three links and a status that moves by itself", async ({ signedInAs }) => {
  const page = await signedInAs("owner");
  await page.goto("/invitations");
  await page.getByRole("link", { name: "New invitation" }).first().click();
  await page.getByLabel("Merchant reference").fill(reference);
  await page.getByLabel("Merchant’s name").fill("山野茶事");
  await page.getByRole("radio", { name: /Mini Program/ }).check();
  await page.getByRole("button", { name: "Make the invitation" }).click();
  await expect(page.getByRole("img", { name: /QR code that opens the invitation/ })).toBeVisible();
  await expect(page.getByText("Merchant’s page")).toBeVisible();
  await page.getByRole("button", { name: "Open simulated phone" }).click();

  const phone = page.frameLocator("iframe");
  await phone
    .getByRole("link")
    .filter({ has: page.locator("strong") })
    .first()
    .click();
  await phone.getByRole("button", { name: "Authorize" }).click();

  await expect(page.getByText("Matched")).toBeVisible();
  const account = page.getByRole("link", { name: "Open the account" });
  await expect(account).toBeVisible();
  await account.click();
  await expect(page).toHaveURL(/\/accounts\/wx[0-9a-f]{16}/);
  accountUrl = page.url();
  accountName = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
});

test("the account page keeps authorization and binding apart, and says when WeChat was last asked", async ({
  signedInAs,
}) => {
  const page = await signedInAs("owner");
  await page.goto(accountUrl);
  await expect(page.getByRole("heading", { name: /Authorized to/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: /Bound to/ })).toBeVisible();
  await expect(page.getByText(`Reference ${reference}`)).toBeVisible();
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(page.getByText(/WeChat answered/)).toBeVisible();
});

test("the accounts list filters, searches and pages in the address", async ({ signedInAs }) => {
  const page = await signedInAs("owner");
  await page.goto("/accounts");
  await page.getByRole("searchbox").fill(accountName.slice(0, 2));
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole("link", { name: accountName }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("searchbox")).toHaveValue(accountName.slice(0, 2));
  await page.goto("/accounts");
  await page.getByRole("button", { name: "Older" }).click();
  await expect(page).toHaveURL(/cursor=/);
  await page.goBack();
  await expect(page).not.toHaveURL(/cursor=/);
});

test("a draft joins the library, and a template is deleted only after a question", async ({ signedInAs }) => {
  const page = await signedInAs("owner");
  await page.goto("/templates?tab=drafts");
  const add = page.getByRole("button", { name: /Add to library/ }).first();
  await add.click();
  await expect(page.getByText(/is in the library/).first()).toBeVisible();
  await page.goto("/templates");
  await expect(page.getByText(/of 200/).first()).toBeVisible();
  const rows = page.getByRole("row");
  const before = await rows.count();
  await page
    .getByRole("button", { name: /^More actions for/ })
    .last()
    .click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: /^Delete/ }).click();
  await expect(rows).toHaveCount(before - 1);
});

test("a template is deployed through review to release, and every target says where it is", async ({
  signedInAs,
  product,
  request,
}) => {
  test.setTimeout(120_000);
  const page = await signedInAs("owner");
  const appId = accountUrl.split("/").at(-1) ?? "";
  await page.goto(`/deployments/new?accounts=${appId}`);
  await expect(page.getByText(accountName).first()).toBeVisible();
  const editor = page.getByRole("textbox", { name: /ext_json/i });
  await editor.fill('{\n  "ext": { "shopId": "s-12" },,\n}');
  await expect(page.getByText(/Line 2, column/).first()).toBeVisible();
  await editor.fill('{\n  "ext": { "shopId": "s-12" }\n}');
  await page.getByRole("radio", { name: /^Release/ }).check();
  await page.getByRole("button", { name: /^Deploy to 1/ }).click();
  await expect(page).toHaveURL(/\/deployments\/(?!new)/);
  deploymentUrl = page.url();
  await expect(page.getByText("Reviewing", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  const latest = await request.get(`${product.simulatorUrl}/_sim/reviews?appid=${appId}`);
  const reviews = (await latest.json()) as { reviews: { auditid: number; appid: string }[] };
  const review = reviews.reviews.find((one) => one.appid === appId);
  expect(review).toBeDefined();
  await request.post(`${product.simulatorUrl}/_sim/reviews/${review?.auditid}`, { data: { verdict: "approve" } });
  await expect(page.getByText("Released").first()).toBeVisible({ timeout: 60_000 });
});

test("every step is in the audit log, and its filters are in the address", async ({ signedInAs }) => {
  const page = await signedInAs("owner");
  await page.goto("/audit");
  for (const verb of [
    "released",
    "submitted for review",
    "uploaded code",
    "added to the library",
    "deleted",
    "asked WeChat about",
    "authorized",
    "created",
  ])
    await expect(page.getByRole("cell", { name: verb, exact: true }).first(), verb).toBeVisible();
  await page.getByRole("button", { name: "Person" }).click();
  await page.getByRole("menuitemradio", { name: owner.name }).click();
  await expect(page).toHaveURL(/person=/);
  await expect(page.getByRole("cell", { name: owner.name }).first()).toBeVisible();
});

test("an invited viewer sees everything and can change nothing", async ({ signedInAs, browser, product }) => {
  const page = await signedInAs("owner");
  await page.goto("/settings/staff");
  await page.getByRole("button", { name: /Invite/ }).click();
  await page.getByLabel("E-mail").fill(viewer.email);
  await page.getByLabel("Role").selectOption("viewer");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Invite|Make/ })
    .click();
  const link = await page
    .getByText(/\/setup#\S+/)
    .first()
    .textContent();
  const context = await browser.newContext({ baseURL: product.url });
  const colleague = await context.newPage();
  await colleague.goto(link?.trim() ?? "");
  await colleague.getByLabel("Name").fill(viewer.name);
  await colleague.getByRole("textbox", { name: "Password" }).fill(viewer.password);
  await colleague.getByRole("button", { name: "Set password and enter" }).click();
  await expect(colleague).toHaveURL(`${product.url}/`);
  await context.storageState({ path: stateOf("viewer") });

  await colleague.goto(accountUrl);
  await expect(colleague.getByRole("heading", { level: 1, name: accountName })).toBeVisible();
  await expect(colleague.getByRole("button", { name: "Ask again" })).toHaveCount(0);
  await expect(colleague.getByRole("link", { name: "Deploy a template" })).toHaveCount(0);
  await colleague.goto("/invitations");
  await expect(colleague.getByRole("heading", { name: "Invitations" })).toBeVisible();
  await expect(colleague.getByRole("link", { name: "New invitation" })).toHaveCount(0);
  await colleague.goto(deploymentUrl);
  await expect(colleague.getByText("Released").first()).toBeVisible();

  const refused = await colleague.evaluate(async () => {
    const response = await fetch("/api/invitations", {
      method: "POST",
      headers: { "content-type": "application/json", "x-csrf-token": "orpc" },
      body: JSON.stringify({ merchantReference: "x", accountKind: "mini_program" }),
    });
    return response.status;
  });
  expect(refused).toBe(403);
  await context.close();
});

test("signing out ends the session on the server", async ({ browser, product }) => {
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByRole("textbox", { name: "Password" }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText("E-mail or password is wrong.");
  await page.getByRole("textbox", { name: "Password" }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${product.url}/`);
  const cookies = await context.cookies();
  await page.getByRole("button", { name: new RegExp(owner.name) }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await context.addCookies(cookies);
  const response = await context.request.get("/api/me", { headers: { "x-csrf-token": "orpc" } });
  expect(response.status()).toBe(401);
  await context.close();
});
