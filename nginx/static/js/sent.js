// Keeps the outcome on the page true while the user looks at it: after the notify frame has
// rung, on each status event, when the ringing is over, and by asking where there are no events, or
// where the recipient is on another server.

import { ask, pollMilliseconds, usesEventStream } from "./page.js";
import { onStatus } from "./push.js";
import { showLocalTime } from "./time.js";
import { tellWindows } from "./windows.js";

const card = document.querySelector(".sent");
let asking = false;
let askAgain = false;
let ringTimer = null;

export function followOutcome() {
  tellWindows();
  onStatus(refresh);
  waitForEndOfRinging(Number(card.dataset.ringingSecondsLeft));
  // Another server's news may not reach this stream.
  if (!usesEventStream || card.dataset.elsewhere) pollUntilFinal();

  const frame = document.querySelector(".notify-frame");
  frame?.addEventListener("load", rung);
  // The frame may have been quicker than this script.
  if (frame && performance.getEntriesByName(frame.src).length > 0) rung();

  function rung() {
    frame.tabIndex = -1;
    frame.setAttribute("aria-hidden", "true");
    refresh();
  }
}

async function refresh() {
  if (asking) {
    askAgain = true;
    return;
  }
  asking = true;
  try {
    const response = await ask("?follow=1");
    if (response.ok) show(await response.json());
  } catch {
    // The next event or beat asks again.
  } finally {
    asking = false;
    if (askAgain) {
      askAgain = false;
      refresh();
    }
  }
}

function show(state) {
  if (state.page !== "sent" || state.message.id !== card.dataset.message) return;
  card.dataset.outcome = state.outcome;
  card.dataset.final = isFinal(state) ? "yes" : "";
  const outcome = document.getElementById("outcome");
  if (outcome.textContent !== state.words) outcome.textContent = state.words;
  showStep("opened", state.opened);
  showStep("heard", state.heard);
  showStep("answered", state.answered);
  waitForEndOfRinging(state.ringing_seconds_left);
}

function showStep(id, time) {
  const step = document.getElementById(id);
  if (!step) return;
  step.hidden = !time;
  if (!time) return;
  const element = step.querySelector("time");
  element.dateTime = time;
  showLocalTime(element);
}

function waitForEndOfRinging(seconds) {
  clearTimeout(ringTimer);
  if (seconds > 0) ringTimer = setTimeout(refresh, (seconds + 1) * 1000);
}

function pollUntilFinal() {
  const timer = setInterval(() => {
    if (card.dataset.final === "yes") clearInterval(timer);
    else if (document.visibilityState === "visible") refresh();
  }, pollMilliseconds);
}

function isFinal(state) {
  const seen = state.message.kind === "voice" ? state.heard : state.opened;
  return state.outcome === "mailbox" || Boolean(seen);
}
