// What must outlive a trip to the identity provider: keys (which cannot be written as text),
// choices and salts. It stays in this browser.

const NAME = 'claim-exchange';
const STORE = 'kept';
const LIFE = 60 * 60 * 1000;

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const result = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(result.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Keeps a value under a name for an hour. */
export function keep(name, value) {
  return inStore('readwrite', (store) => store.put({ value, until: Date.now() + LIFE }, name));
}

/** The value kept under a name, or undefined. */
export async function kept(name) {
  const entry = await inStore('readonly', (store) => store.get(name));
  return entry !== undefined && entry.until > Date.now() ? entry.value : undefined;
}

/** Forgets it. */
export function forget(name) {
  return inStore('readwrite', (store) => store.delete(name));
}

/** Forgets what is older than an hour: a trip from which nobody came back. */
export async function forgetOld() {
  const names = await inStore('readonly', (store) => store.getAllKeys());
  for (const name of names) {
    if ((await kept(name)) === undefined) {
      await forget(name);
    }
  }
}
