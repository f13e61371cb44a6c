// Reads texts aloud with the browser's own voice: by a button, and on arrival for who wants that.

import { sayAtOnce } from "./page.js";
import { recall, remember } from "./storage.js";

// Where a sentence ends, and not a number such as 3.5.
const END_OF_SENTENCE = /([.!?])\s+/g;

// Some browsers have no voice at all, and say nothing about it; others load theirs first.
const PATIENCE_MILLISECONDS = 3000;
const NO_VOICE = "No voice to read with";

export const canRead = "speechSynthesis" in window;

let hushed = false;

export function readsArrivals() {
  return canRead && recall("localStorage", "read") === "on";
}

export function setReadsArrivals(on) {
  remember("localStorage", "read", on ? "on" : "off");
}

// Returns when all has been said, or stopReading() was called: whether there was a voice to say it.
export async function read(text) {
  if (!canRead) return false;
  stopReading();
  // Some voices fall silent in the middle of a long text, so it is said sentence by sentence.
  const sentences = text.replace(END_OF_SENTENCE, "$1\n").split("\n").map((part) => part.trim()).filter(Boolean);
  const said = Promise.all(sentences.map(say)).then(() => true);
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS));
  const heard = patience.then(() => (speechSynthesis.getVoices().length === 0 ? false : said));
  const wasRead = await Promise.race([said, heard]);
  if (!wasRead) {
    stopReading();
    sayAtOnce("This browser has no voice to read with.");
  }
  return wasRead;
}

// Reads for a button, which says so where that cannot be done.
export async function readFor(button, text) {
  const label = button.textContent;
  button.textContent = (await read(text)) ? label : NO_VOICE;
}

export function stopReading() {
  if (canRead) speechSynthesis.cancel();
}

// From now on nothing is read by itself any more: a microphone would hear it.
export function hushReading() {
  hushed = true;
  stopReading();
}

export function offerReading() {
  if (!canRead) return;
  for (const button of document.querySelectorAll(".read-aloud")) {
    button.hidden = false;
    button.addEventListener("click", () => toggle(button));
  }
  window.addEventListener("pagehide", stopReading);
  document.addEventListener("playing", stopReading, true);
}

// Reads the words of the message on the page, after those given.
export function readOpenText(before = "") {
  const button = document.querySelector(".read-aloud");
  if (button && !hushed && !button.dataset.reading) toggle(button, before);
}

async function toggle(button, before = "") {
  if (button.dataset.reading) {
    stopReading();
    return;
  }
  for (const audio of document.querySelectorAll("audio")) audio.pause();
  button.dataset.reading = "yes";
  button.textContent = "Stop reading";
  const wasRead = await read(`${before}\n${document.querySelector(".words").textContent}`);
  delete button.dataset.reading;
  button.textContent = wasRead ? "Read aloud" : NO_VOICE;
}

function say(sentence) {
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = navigator.language;
    utterance.addEventListener("end", resolve);
    utterance.addEventListener("error", resolve);
    speechSynthesis.speak(utterance);
  });
}
