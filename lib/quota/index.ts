export { quotaRouter } from "./router.ts";
