export { type CallbackHandler, createCallbackHandler } from "./callback-handler.ts";
export { countFailedEvents } from "./list-events.ts";
export { type CallbackOptions, createCallbackReceiver, type ReceiveCallback } from "./receive-callback.ts";
export { eventsRouter } from "./router.ts";
export { serveCallback } from "./serve-callback.ts";
export { tendInboxJob, workLaneJob } from "./work-lane.job.ts";
