// Small notes that stay in the browser. A browser may forbid storage altogether; the pages then
// go on without it.

export function remember(storage, key, value) {
  try {
    window[storage].setItem(`pageboy.${key}`, value);
  } catch {
    // Nothing depends on it.
  }
}

export function recall(storage, key) {
  try {
    return window[storage].getItem(`pageboy.${key}`);
  } catch {
    return null;
  }
}

export function forget(storage, key) {
  try {
    window[storage].removeItem(`pageboy.${key}`);
  } catch {
    // What cannot be reached was not kept.
  }
}
