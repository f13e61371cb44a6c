// A short bell, made here so that no sound file is needed. Browsers that allow no sound before
// the first click stay silent.

import { recall, remember } from "./storage.js";

const CALM = [[659, 0], [523, 0.22]];
const URGENT = [[784, 0], [784, 0.18], [988, 0.36]];
const FADING_SECONDS = 0.9;

export function soundIsOn() {
  return recall("localStorage", "sound") !== "off";
}

export function setSound(on) {
  remember("localStorage", "sound", on ? "on" : "off");
}

// Returns when the bell has faded, or at once where it cannot be heard.
export async function chime({ urgent = false, always = false } = {}) {
  if (!always && !soundIsOn()) return;
  if (typeof AudioContext === "undefined") return;
  const context = new AudioContext();
  const notes = urgent ? URGENT : CALM;
  // Where sound is not allowed, resume() waits for a click; a chime minutes late would mislead.
  const allowed = await Promise.race([
    context.resume().then(() => true, () => false),
    new Promise((resolve) => setTimeout(resolve, 1000, false)),
  ]);
  if (!allowed) {
    context.close();
    return;
  }
  for (const [frequency, start] of notes) strike(context, frequency, context.currentTime + start);
  setTimeout(() => context.close(), 3000);
  const last = notes[notes.length - 1][1];
  await new Promise((resolve) => setTimeout(resolve, (last + FADING_SECONDS) * 1000));
}

function strike(context, frequency, time) {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.type = "sine";
  tone.frequency.value = frequency;
  loudness.gain.setValueAtTime(0.0001, time);
  loudness.gain.exponentialRampToValueAtTime(0.25, time + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, time + 1.1);
  tone.connect(loudness).connect(context.destination);
  tone.start(time);
  tone.stop(time + 1.2);
}
