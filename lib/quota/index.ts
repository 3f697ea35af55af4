export { countedCalls } from "./counted-calls.ts";
export { quotaRouter } from "./router.ts";
