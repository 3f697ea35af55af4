export { getServices, openServices } from "./services.ts";
