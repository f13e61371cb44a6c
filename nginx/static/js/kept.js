// Recordings that are not sent yet stay in this browser, so that an interruption, a reload or a
// lost connection costs nothing. Where the browser keeps nothing, they live as long as the page.

const STORE = "recordings";
const OLDEST_MILLISECONDS = 24 * 3600 * 1000;
// A store that does not answer (a full or busy disk, another page that holds it) must not hold up what is sent.
const PATIENCE_MILLISECONDS = 3000;

let hangs = false;

export async function keep(key, recording) {
  await inStore("readwrite", (store) => store.put({ ...recording, at: Date.now() }, key));
}

export async function find(key) {
  await forgetOld();
  return inStore("readonly", (store) => store.get(key));
}

// In one transaction, so that of two windows one has it. It grows no younger by that.
export async function move(from, to) {
  await inStore("readwrite", (store) => {
    const request = store.get(from);
    request.addEventListener("success", () => {
      if (!request.result) return;
      store.put(request.result, to);
      store.delete(from);
    });
    return request;
  });
}

// Moves the newest of those whose keys begin like this.
export async function inherit(prefix, to) {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  const keys = (await inStore("readonly", (store) => store.getAllKeys(range))) ?? [];
  const recordings = await Promise.all(keys.map(find));
  const ages = recordings.map((recording) => recording?.at ?? 0);
  if (keys.length > 0) await move(keys[ages.indexOf(Math.max(...ages))], to);
}

export async function forget(key) {
  await inStore("readwrite", (store) => store.delete(key));
}

async function forgetOld() {
  await inStore("readwrite", (store) => {
    const request = store.openCursor();
    request.addEventListener("success", () => {
      const cursor = request.result;
      if (!cursor) return;
      if (cursor.value.at < Date.now() - OLDEST_MILLISECONDS) cursor.delete();
      cursor.continue();
    });
    return request;
  });
}

// What the request comes to when it is safely done, or undefined where that is not to be had in time.
async function inStore(mode, act) {
  if (hangs) return undefined;
  let timer;
  const patience = new Promise((resolve) => {
    timer = setTimeout(() => {
      hangs = true;
      resolve();
    }, PATIENCE_MILLISECONDS);
  });
  try {
    return await Promise.race([done(mode, act), patience]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function done(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.addEventListener("complete", () => resolve(request.result));
      transaction.addEventListener("abort", () => reject(transaction.error));
    });
  } finally {
    database.close();
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("pageboy", 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE));
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
    request.addEventListener("blocked", () => reject(new Error("blocked")));
  });
}
