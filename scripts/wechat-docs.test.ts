import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderWechatDocs } from "./wechat-docs.ts";

test("docs/wechat-api.md is what the table of endpoints says (node scripts/write-wechat-docs.ts)", () => {
  expect(readFileSync("docs/wechat-api.md", "utf8")).toBe(renderWechatDocs());
});
