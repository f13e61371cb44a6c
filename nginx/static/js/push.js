// Learns of interruptions: from the event stream where nginx holds one, by asking every few
// seconds where it does not. The stream replays nothing, so the page asks once after each
// (re)connect. Asking is also the sign of life by which the registry knows this window.

import { ask, pollMilliseconds, sessionPath, usesEventStream } from "./page.js";
import { everyBeat } from "./beat.js";
import { isKept } from "./draft.js";
import { turnTo } from "./interrupt.js";
import { hideLost, showEnded, showLost } from "./banner.js";

const SIGN_OF_LIFE_MILLISECONDS = 25_000;
const LONGEST_PAUSE_MILLISECONDS = 30_000;
const RETURN_WITHIN_MILLISECONDS = 10_000;
const FAILURES_BEFORE_TELLING = 2;

const statusListeners = [];
const waitingListeners = [];
const endListeners = [];
let stream = null;
let pause = 1000;
let failures = 0;
let asking = false;
let ended = false;

export function watchForMessages() {
  everyBeat(usesEventStream ? SIGN_OF_LIFE_MILLISECONDS : pollMilliseconds, () => {
    if (!asking) askPending();
    if (!usesEventStream) tell(waitingListeners);
  });
  if (usesEventStream) openStream();
  else askPending({ shown: document.visibilityState === "visible" });

  let lastShown = 0;
  const shown = () => {
    if (document.visibilityState !== "visible" || Date.now() - lastShown < 500) return;
    lastShown = Date.now();
    askPending({ shown: true });
  };
  document.addEventListener("visibilitychange", shown);
  window.addEventListener("focus", shown);
  window.addEventListener("online", () => askPending());
  // A page out of the browser's back-forward store shows what was, not what is.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

// The listener is told that the outcome of a message may have changed.
export function onStatus(listener) {
  statusListeners.push(listener);
}

// The listener is told that another message may be waiting its turn.
export function onWaiting(listener) {
  waitingListeners.push(listener);
}

// The listener is told that this session has ended, and its party has to log in again.
export function onEnd(listener) {
  endListeners.push(listener);
}

export async function askPending({ shown = false } = {}) {
  if (ended) return;
  asking = true;
  try {
    const response = await ask(shown ? "/pending?shown=1" : "/pending");
    if (response.status === 403 || response.status === 410) {
      const { session } = await response.json();
      end(session);
    } else if (response.status === 200) {
      reached();
      turnTo((await response.json()).url);
    } else if (response.status === 204) {
      reached();
    } else {
      missed();
    }
  } catch {
    missed();
  } finally {
    asking = false;
  }
}

function openStream() {
  let opened = false;
  stream = new EventSource(`${sessionPath}/events`);
  stream.addEventListener("open", () => {
    opened = true;
    pause = 1000;
    askPending({ shown: document.visibilityState === "visible" && document.hasFocus() });
    tell(statusListeners);
    tell(waitingListeners);
  });
  // The event may have waited for a computer that slept; what is true now is asked.
  stream.addEventListener("interrupt", () => askPending());
  stream.addEventListener("status", () => tell(statusListeners));
  stream.addEventListener("waiting", () => tell(waitingListeners));
  stream.addEventListener("error", () => {
    if (ended) return;
    // Only asking tells whether one that was refused can ever be opened again.
    const refused = !opened && stream.readyState === EventSource.CLOSED;
    // A browser left to itself would come back together with all the others whose stream broke. And a page which is
    // being left must not give a sign of life now.
    stream.close();
    setTimeout(async () => {
      if (refused) await askPending();
      if (!ended) openStream();
    }, opened ? Math.random() * RETURN_WITHIN_MILLISECONDS : nextPause());
  });
}

function nextPause() {
  const now = pause * (0.75 + Math.random() / 2);
  pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS);
  return now;
}

function tell(listeners) {
  for (const listener of listeners) listener();
}

function reached() {
  failures = 0;
  hideLost();
}

function missed() {
  failures += 1;
  if (failures === FAILURES_BEFORE_TELLING) showLost();
}

// `session` is where the user can go on, when another tab has closed the message that this one shows.
function end(session) {
  ended = true;
  stream?.close();
  if (session && isKept()) {
    turnTo(session);
    return;
  }
  showEnded(session);
  tell(endListeners);
}
