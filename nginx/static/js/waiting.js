// Tells who reads a message, or has just answered one, that the next one has come: in the button that leads
// on, by a chime, and to the screen reader. It waits its turn; nothing is taken off the screen.

import { ask, say } from "./page.js";
import { chime } from "./chime.js";
import { onWaiting } from "./push.js";

const count = document.getElementById("waiting");

export function followQueue() {
  if (count) onWaiting(refresh);
}

async function refresh() {
  try {
    const response = await ask("?follow=1");
    if (response.ok) show((await response.json()).waiting);
  } catch {
    // The next event or beat asks again.
  }
}

function show(waiting) {
  const before = Number(count.textContent);
  if (waiting === before) return;
  count.textContent = waiting;
  document.getElementById("next").hidden = waiting === 0;
  document.getElementById("home").hidden = waiting > 0;
  if (waiting < before) return;
  chime();
  say(waiting === 1 ? "Another message is waiting." : `${waiting} messages are waiting.`);
}
