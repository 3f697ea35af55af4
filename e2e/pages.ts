import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import type { Product } from "./product.ts";

/** People of the story. Passwords exist only in the temporary data folder of the run. */
export const owner = { name: "Lin Xiao", email: "lin@example.cn", password: "seven bronze tigers 7" };
export const viewer = { name: "He Qing", email: "he@example.cn", password: "tea before the rain 3" };

export function readProduct(): Product {
  return JSON.parse(readFileSync("test-results/product.json", "utf8")) as Product;
}

/** Where a signed-in state is kept between specs. */
export const stateOf = (person: "owner" | "viewer") => `test-results/${person}.json`;

interface Fixtures {
  product: Product;
  /** Opens a page as that person; console errors and policy violations fail the test. */
  signedInAs: (
    person: "owner" | "viewer",
    options?: Parameters<import("@playwright/test").Browser["newContext"]>[0],
    /** Messages of the browser about refusals that the test provokes. */
    allow?: RegExp[],
  ) => Promise<Page>;
}

/** Errors that the browser prints are defects; a refused call that a test provokes is named in `allow`. */
export function watchConsole(page: Page, allow: RegExp[] = []): () => void {
  const seen: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !allow.some((pattern) => pattern.test(message.text()))) seen.push(message.text());
  });
  page.on("pageerror", (error) => seen.push(String(error)));
  return () => expect(seen, "the browser's console").toEqual([]);
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  product: async ({}, use) => use(readProduct()),
  signedInAs: async ({ browser, product }, use) => {
    const contexts: BrowserContext[] = [];
    const checks: (() => void)[] = [];
    await use(async (person, options = {}, allow = []) => {
      const context = await browser.newContext({ baseURL: product.url, storageState: stateOf(person), ...options });
      contexts.push(context);
      const page = await context.newPage();
      checks.push(watchConsole(page, allow));
      return page;
    });
    for (const check of checks) check();
    for (const context of contexts) await context.close();
  },
});

/** No violation of any impact on the page as it stands. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const result = await new AxeBuilder({ page }).exclude("iframe").analyze();
  const found = result.violations.map(
    (violation) =>
      `${violation.id}: ${violation.nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`).join(" | ")}`,
  );
  expect(found, where).toEqual([]);
}

export { expect };
