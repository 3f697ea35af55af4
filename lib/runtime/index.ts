export { deferBackground, isBackgroundDeferred, startBackground } from "./background.ts";
export { checkHealth, type Health } from "./check-health.ts";
export { isLocal, markRequest } from "./mark-request.ts";
export { noteRequest, writeMetrics } from "./metrics.ts";
export { ensureDataDir, secretFile } from "./secret-file.ts";
export { getServices, openServices } from "./services.ts";
export { startProblem } from "./start-problem.ts";
export { stopRuntime } from "./stop-runtime.ts";
export { sendWebResponse, toWebRequest } from "./web-request.ts";
