// A worker process of its own for deployments, to be killed by tests and benches at any moment.
// node bench/deployment-worker.ts '<timing as JSON>'   (environment as for the console)
import { readEnv } from "#lib/core/env.ts";
import { createAdvanceDueJob } from "#lib/deployments/index.ts";
import { createWorker } from "#lib/jobs/index.ts";
import { openServices } from "../lib/runtime/services.ts";

const { leaseMs, ...timing } = JSON.parse(process.argv[2] ?? "{}") as Record<string, number>;
const services = await openServices(readEnv());
const worker = createWorker(services, [createAdvanceDueJob(timing, { leaseMs })], { pollMs: 50 });
await worker.start();
console.log("working");
