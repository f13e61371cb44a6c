// Reads texts aloud with the browser's own voice: by a button, and on arrival for who wants that.

import { recall, remember } from "./storage.js";

// Where a sentence ends, and not a number such as 3.5.
const END_OF_SENTENCE = /([.!?])\s+/g;

let hushed = false;

const hasSpeech = "speechSynthesis" in window;

// Acts as soon as the browser has a voice: some have none at all, and most have theirs a moment later.
export function whenItCanRead(act) {
  if (!hasSpeech) return;
  let acted = false;
  const look = () => {
    if (acted || speechSynthesis.getVoices().length === 0) return;
    acted = true;
    act();
  };
  look();
  speechSynthesis.addEventListener("voiceschanged", look);
}

export function readsArrivals() {
  return hasSpeech && recall("localStorage", "read") === "on";
}

export function setReadsArrivals(on) {
  remember("localStorage", "read", on ? "on" : "off");
}

// Returns when all has been said, or stopReading() was called.
export async function read(text) {
  if (!hasSpeech) return;
  stopReading();
  // Some voices fall silent in the middle of a long text, so it is said sentence by sentence.
  const sentences = text.replace(END_OF_SENTENCE, "$1\n").split("\n").map((part) => part.trim()).filter(Boolean);
  await Promise.all(sentences.map(say));
}

export function stopReading() {
  if (hasSpeech) speechSynthesis.cancel();
}

// From now on nothing is read by itself any more: a microphone would hear it.
export function hushReading() {
  hushed = true;
  stopReading();
}

export function offerReading() {
  whenItCanRead(() => {
    for (const button of document.querySelectorAll(".read-aloud")) {
      button.hidden = false;
      button.addEventListener("click", () => toggle(button));
    }
  });
  window.addEventListener("pagehide", stopReading);
  document.addEventListener("playing", stopReading, true);
}

// Reads the words of the message on the page, after those given.
export function readOpenText(before = "") {
  const button = document.querySelector(".read-aloud");
  whenItCanRead(() => {
    if (button && !hushed && !button.dataset.reading) toggle(button, before);
  });
}

async function toggle(button, before = "") {
  if (button.dataset.reading) {
    stopReading();
    return;
  }
  for (const audio of document.querySelectorAll("audio")) audio.pause();
  button.dataset.reading = "yes";
  button.textContent = "Stop reading";
  await read(`${before}\n${document.querySelector(".words").textContent}`);
  delete button.dataset.reading;
  button.textContent = "Read aloud";
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
