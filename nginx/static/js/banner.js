// Tells, above everything else and without taking anything away, that this window cannot be
// reached: its session has ended, or the server does not answer.

import { loginPath, sessionAddress } from "./page.js";

const banner = document.getElementById("banner");
let ended = false;

// `session` is where the user can go on, if anywhere.
export function showEnded(session) {
  if (ended) return;
  ended = true;
  const address = session && sessionAddress(session);
  const words = document.createElement("span");
  words.textContent = `This ${address ? "message is closed" : "session has ended"}. What you wrote is still here to copy.`;
  const link = document.createElement("a");
  link.href = address?.href ?? loginPath;
  link.textContent = address ? "Go on where you were" : "Log in again";
  banner.replaceChildren(words, link);
}

export function showLost() {
  if (ended || banner.hasChildNodes()) return;
  const words = document.createElement("span");
  words.textContent = "No connection: messages cannot reach this window now. It keeps trying.";
  banner.replaceChildren(words);
}

export function hideLost() {
  if (!ended && banner.hasChildNodes()) banner.replaceChildren();
}
