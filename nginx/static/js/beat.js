// A steady beat. Browsers slow the timers of a hidden window down to one a minute, too slow for
// a page that must be interrupted while it is hidden; the timers of a worker go on.

export function everyBeat(milliseconds, action) {
  try {
    const worker = new Worker(new URL("./beat-worker.js", import.meta.url));
    worker.onmessage = () => action();
    worker.onerror = () => {
      worker.terminate();
      setInterval(action, milliseconds);
    };
    worker.postMessage(milliseconds);
  } catch {
    setInterval(action, milliseconds);
  }
}
