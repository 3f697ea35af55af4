// One process of several over one database file: asks for the same account token many times at once.
// Started by bench/tokens.ts; prints one line of JSON when ready, starts on "go", prints its result.

import { dataKeyStorage } from "#db/data-keys.ts";
import { openSqlite } from "#db/sqlite.ts";
import { openKeyring } from "#lib/core/cipher.ts";
import { systemContext } from "#lib/core/context.ts";
import { withAccountToken } from "#lib/tokens/index.ts";
import { openTestServices } from "../lib/tokens/testing.ts";

const { file, dataDir, apiUrl, componentAppId, appId, callers } = JSON.parse(process.argv[2] ?? "{}") as Record<
  "file" | "dataDir" | "apiUrl" | "componentAppId" | "appId" | "callers",
  string
>;
const store = await openSqlite(file, "db/migrations/sqlite");
const keyring = await openKeyring({ dataDir, key: undefined, storage: dataKeyStorage(store) });
const ctx = systemContext(await openTestServices({ dialect: "sqlite", apiUrl, store, keyring }), "bench");
console.log("ready");
await new Promise((go) => process.stdin.once("data", go));
const tokens = new Set<string>();
const use = () => withAccountToken(ctx, { componentAppId, appId }, async (token) => void tokens.add(token));
const startedMs = performance.now();
await Promise.all(Array.from({ length: Number(callers) }, use));
console.log(JSON.stringify({ ms: Math.round(performance.now() - startedMs), tokens: tokens.size }));
await store.close();
process.exit(0);
