import { importAccountsJob, readDetailsJob } from "#lib/accounts/index.ts";
import { checkChain, checkWholeChain } from "#lib/audit/index.ts";
import { askBindingsJob, queueBindingJob } from "#lib/binding/index.ts";
import { tendInboxJob, workLaneJob } from "#lib/callbacks/index.ts";
import { createAdvanceDueJob } from "#lib/deployments/index.ts";
import { type AnyJob, every } from "#lib/jobs/index.ts";
import { pruneSignIns } from "#lib/staff/index.ts";
import { checkPlatformJob, resealJob, tendTicketsJob } from "#lib/tokens/index.ts";
import { connectDemo } from "./connect-demo.job.ts";
import { pruneFinishedJobs } from "./prune.job.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Every job and schedule of the product. */
export function allJobs(): AnyJob[] {
  return [
    workLaneJob as AnyJob,
    tendInboxJob as AnyJob,
    importAccountsJob as AnyJob,
    readDetailsJob as AnyJob,
    queueBindingJob as AnyJob,
    askBindingsJob as AnyJob,
    createAdvanceDueJob(),
    resealJob as AnyJob,
    tendTicketsJob,
    checkPlatformJob as AnyJob,
    connectDemo as AnyJob,
    every(checkChain, 5 * minuteMs),
    every(checkWholeChain, 24 * hourMs),
    every(pruneSignIns, 6 * hourMs),
    every(pruneFinishedJobs, hourMs),
  ];
}
