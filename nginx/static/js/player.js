// Plays the recording of the message on the page. One that arrives plays by itself; where the
// browser wants a click first, a large button asks for it. Played to its end, it is heard.

import { ask, sayAtOnce, sessionPath } from "./page.js";

const TRIES = 3;
const PAUSE_MILLISECONDS = 2000;

const player = document.querySelector(".player");
const audio = player?.querySelector("audio");
const button = document.getElementById("play");
let heard = false;
let wanted = false;
let hushed = false;

export const hasVoice = Boolean(player);

export function wirePlayer() {
  if (!player) return;
  // From here on this script decides when it begins.
  wanted = audio.autoplay;
  audio.autoplay = false;
  audio.pause();
  audio.addEventListener("playing", () => showButton(false));
  audio.addEventListener("ended", tellHeard);
  audio.addEventListener("error", showUnplayable);
  if (audio.error) showUnplayable();
  button?.addEventListener("click", () => {
    audio.focus();
    audio.play().catch(() => {});
  });
}

export function wantsToPlay() {
  return wanted;
}

export function focusVoice() {
  audio.focus({ preventScroll: true });
}

// From now on nothing begins by itself any more: a microphone would hear it.
export function hushVoice() {
  hushed = true;
  audio?.pause();
}

// Plays once `bell` is over: the two would talk over one another.
export async function playArrived(bell) {
  try {
    // Only trying tells whether the browser lets a page begin by itself.
    audio.volume = 0;
    await audio.play();
    audio.pause();
    audio.currentTime = 0;
    audio.volume = 1;
    await bell();
    if (!hushed) await audio.play();
  } catch (error) {
    audio.volume = 1;
    if (error.name !== "NotAllowedError") return;
    const hadFocus = document.activeElement === audio;
    showButton(true);
    if (hadFocus) button.focus();
  }
}

export function whenPlayed(action) {
  audio.addEventListener("ended", action, { once: true });
}

function showButton(shown) {
  if (!button || button.hidden === !shown) return;
  const hadFocus = document.activeElement === button;
  button.hidden = !shown;
  if (hadFocus) audio.focus();
}

// What a player says of a failure is not what the server says of it.
async function showUnplayable() {
  showButton(false);
  const words = document.getElementById("unplayable");
  const refusal = await whyRefused();
  if (refusal) {
    words.textContent = refusal;
    player.querySelector("[download]").hidden = true;
  }
  words.hidden = false;
  sayAtOnce(words.textContent);
}

// The server's sentence, or nothing where it gives the recording.
async function whyRefused() {
  try {
    const response = await ask(new URL(audio.src).pathname.slice(sessionPath.length));
    if (response.ok) {
      await response.body.cancel();
      return null;
    }
    return (await response.json()).message ?? null;
  } catch {
    return "There is no connection now. You can try again in a moment.";
  }
}

async function tellHeard() {
  const message = player.dataset.message;
  if (!message || heard) return;
  heard = true;
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      const response = await ask("/heard", { method: "POST", body: new URLSearchParams({ message }), keepalive: true });
      if (response.ok || (response.status >= 400 && response.status < 500)) return;
    } catch {
      // Asked again below.
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
  heard = false;
}
