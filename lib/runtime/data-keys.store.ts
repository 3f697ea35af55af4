import type { Store } from "#db/store.ts";
import type { DataKeyStorage } from "#lib/core/cipher.ts";

/** The wrapped data keys of this database. */
export function dataKeyStorage(store: Store): DataKeyStorage {
  const { dataKeys } = store.t;
  return {
    load: () => store.db.select().from(dataKeys),
    async add(key) {
      await store.tx(async (db) => {
        await db.insert(dataKeys).values(key).onConflictDoNothing();
      });
    },
  };
}
