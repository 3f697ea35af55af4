import type { Store } from "#db/store.ts";

export type GrantRow = Store["t"]["grants"]["$inferSelect"];
export type GrantEventRow = Store["t"]["grantEvents"]["$inferSelect"];
export type AccountRecord = Omit<Store["t"]["accounts"]["$inferSelect"], "seq">;
