export { addTemplate } from "./add-template.ts";
export { findTemplate } from "./library.ts";
export { forgetTemplateLive, noteTemplateLive } from "./note-template-live.ts";
export { templatesRouter } from "./router.ts";
