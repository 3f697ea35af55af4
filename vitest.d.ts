import type { Dialect } from "#db/kit.ts";

declare module "vitest" {
  export interface ProvidedContext {
    dialect: Dialect;
  }
}
