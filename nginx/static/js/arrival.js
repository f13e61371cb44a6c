// Makes an arriving message noticed: by ear, in the window's title, by the screen reader, and by
// the system where the window is hidden. Once for each message; a reload stays quiet.

import { sayAtOnce } from "./page.js";
import { recall, remember } from "./storage.js";
import { chime } from "./chime.js";
import { notify } from "./notification.js";

const FLASH_MILLISECONDS = 1500;
// A live region must be there for a moment before its text changes, or it is not read.
const LIVE_REGION_MILLISECONDS = 200;

export function announceArrival({ takeFocus }) {
  const { message, from, urgent } = document.querySelector("[data-message]").dataset;
  if (takeFocus) document.getElementById("heading").focus({ preventScroll: true });
  if (recall("sessionStorage", "arrived") === message) return;
  remember("sessionStorage", "arrived", message);

  const title = `${urgent ? "Urgent message" : "Message"} from ${from}`;
  setTimeout(() => sayAtOnce(`${title}. What you were doing is kept.`), LIVE_REGION_MILLISECONDS);
  chime({ urgent: Boolean(urgent) });
  if (document.visibilityState === "hidden") {
    notify(title, message);
    flashTitle(`● ${from}: ${urgent ? "urgent message" : "message"}`);
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
