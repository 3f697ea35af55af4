export { type EnqueueOptions, enqueue } from "./enqueue.ts";
export { type AnyJob, every, type Job } from "./job.ts";
export { measureJobs } from "./measure-jobs.ts";
export { pruneJobs } from "./prune-jobs.ts";
export { createWorker, type Worker, type WorkerOptions } from "./worker.ts";
