export { type CallbackHandler, type CallbackOptions, createCallbackHandler } from "./callback-handler.ts";
export { countFailedEvents } from "./list-events.ts";
export { eventsRouter } from "./router.ts";
export { tendInboxJob, workLaneJob } from "./work-lane.job.ts";
