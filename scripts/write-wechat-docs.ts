// Writes docs/wechat-api.md from lib/wechat's table of endpoints.
import { writeFileSync } from "node:fs";
import { renderWechatDocs } from "./wechat-docs.ts";

writeFileSync("docs/wechat-api.md", renderWechatDocs());
