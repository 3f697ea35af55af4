import { asc } from "drizzle-orm";
import type { DataKeyStorage } from "#lib/core/cipher.ts";
import type { Store } from "./store.ts";

/** Keeps the wrapped data keys in the database, where every process of an installation sees them. */
export function dataKeyStorage(store: Store): DataKeyStorage {
  const { dataKeys } = store.t;
  return {
    async load() {
      return store.db.select().from(dataKeys).orderBy(asc(dataKeys.version));
    },
    async add(key) {
      await store.tx(async (db) => {
        await db.insert(dataKeys).values(key).onConflictDoNothing();
      });
    },
  };
}
