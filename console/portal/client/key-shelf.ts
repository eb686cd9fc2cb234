/** Keeps the phone's key in IndexedDB: the only store that holds a CryptoKey without ever exporting it. */
import type { KeyShelf } from "./phone-key.ts";

const DATABASE = "phone";
const STORE = "keys";
const ENTRY = "known-phone";

export const keyShelf: KeyShelf = {
  async load(made) {
    const database = await open();
    try {
      const kept = await read(database);
      if (kept !== undefined) return kept;
      await add(database, await made());
      // Read back: a second tab may have been first, and the phone has one key only.
      const first = await read(database);
      if (first === undefined) throw new Error("the key was not kept");
      return first;
    } finally {
      database.close();
    }
  },
};

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE));
  return completed(request);
}

function read(database: IDBDatabase): Promise<CryptoKeyPair | undefined> {
  return completed<CryptoKeyPair | undefined>(database.transaction(STORE).objectStore(STORE).get(ENTRY));
}

async function add(database: IDBDatabase, pair: CryptoKeyPair): Promise<void> {
  const request = database.transaction(STORE, "readwrite").objectStore(STORE).add(pair, ENTRY);
  // ConstraintError: the other tab was first.
  await completed(request).catch(() => undefined);
}

function completed<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("storage failed")));
  });
}
