// Makes an arriving message noticed: by ear, in the window's title, by the screen reader, and by
// the system where the window is hidden. Once for each message; a reload stays quiet.

import { sayAtOnce } from "./page.js";
import { recall, remember } from "./storage.js";
import { chime } from "./chime.js";
import { notify } from "./notification.js";
import { focusVoice, hasVoice, playArrived, wantsToPlay, whenPlayed } from "./player.js";
import { readOpenText, readsArrivals } from "./speak.js";

const FLASH_MILLISECONDS = 1500;
// A live region must be there for a moment before its text changes, or it is not read.
const LIVE_REGION_MILLISECONDS = 200;

export function announceArrival({ takeFocus }) {
  const { message, from, urgent } = document.querySelector("[data-message]").dataset;
  if (takeFocus && hasVoice) focusVoice();
  else if (takeFocus) document.getElementById("heading").focus({ preventScroll: true });
  const isNew = recall("sessionStorage", "arrived") !== message;
  remember("sessionStorage", "arrived", message);

  const title = `${urgent ? "Urgent message" : "Message"} from ${from}`;
  sound(isNew, title, Boolean(urgent));
  if (!isNew) return;
  setTimeout(() => sayAtOnce(`${title}. What you were doing is kept.`), LIVE_REGION_MILLISECONDS);
  if (document.visibilityState === "hidden") {
    notify(title, message);
    flashTitle(`● ${from}: ${urgent ? "urgent message" : "message"}`);
  }
}

// First the bell, then the recording, then the words: never two at a time.
async function sound(isNew, title, urgent) {
  const bell = async () => isNew && chime({ urgent });
  const reads = isNew && readsArrivals();
  if (wantsToPlay()) {
    if (reads) whenPlayed(() => readOpenText());
    await playArrived(bell);
  } else {
    await bell();
    if (reads) readOpenText(`${title}.`);
  }
}

function flashTitle(loud) {
  const calm = document.title;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.title = loud;
  const timer = setInterval(() => {
    if (!still) document.title = document.title === loud ? calm : loud;
  }, FLASH_MILLISECONDS);
  document.addEventListener("visibilitychange", () => {
    clearInterval(timer);
    document.title = calm;
  }, { once: true });
}
