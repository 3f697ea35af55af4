export { createAdvanceDueJob, wakeDeployments } from "./advance-due.job.ts";
export { cancelTargetsOf } from "./cancel-targets-of.ts";
export { createDeployment } from "./create-deployment.ts";
export { handleReviewEvent } from "./handle-review-event.ts";
export { deploymentsRouter } from "./router.ts";
export { countOpenDeployments, type DeploymentsSummary, summarizeDeployments } from "./summarize-deployments.ts";
export { timingFor } from "./timing.ts";
