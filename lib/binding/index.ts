export { askBinding } from "./ask-binding.ts";
export { askBindingsJob, queueBindingJob } from "./ask-bindings.job.ts";
export { getBinding } from "./get-binding.ts";
export { bindingRouter } from "./router.ts";
