import { stopBackground } from "./background.ts";
import { closeServices } from "./services.ts";

/** Ends background work, then the database. */
export async function stopRuntime(): Promise<void> {
  await stopBackground();
  await closeServices();
}
