// A worker process of its own for the import of accounts, to be killed at any moment.
// node bench/import-worker.ts   (environment as for the console)
import { importAccountsJob } from "#lib/accounts/index.ts";
import { readEnv } from "#lib/core/env.ts";
import { type AnyJob, createWorker } from "#lib/jobs/index.ts";
import { openServices } from "../lib/runtime/services.ts";

const services = await openServices(readEnv());
const worker = createWorker(services, [importAccountsJob as AnyJob], { pollMs: 50, alone: true });
await worker.start();
console.log("working");
