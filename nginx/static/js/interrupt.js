// Turns the window to an interruption and back. Both replace the history entry they leave: the
// browser's own back button then leads to where the user came from, not into closed messages.

import { ask, sessionAddress, sessionPath } from "./page.js";
import { showLost } from "./banner.js";
import { dropDraft, saveDraft } from "./draft.js";

let turning = false;
const tasks = [];

// What has to be done before the window turns to another session, and is waited for.
export function beforeTurning(task) {
  tasks.push(task);
}

export async function turnTo(url) {
  const address = sessionAddress(url);
  if (turning || !address || address.pathname === sessionPath) return;
  turning = true;
  await Promise.all([saveDraft(), ...tasks.map((task) => task())]);
  location.replace(address.href);
}

// To the page of a session whose form has been sent, unless the window is turning already.
export function turnBack(path, { replace }) {
  if (turning) return;
  turning = true;
  // A session's pages have one address, so the history would not grow by going there.
  if (!replace) history.pushState(null, "", path);
  location.replace(path);
}

// The forms of an interruption: to answer and to go back.
export function postInPlace() {
  for (const form of document.querySelectorAll("form[data-in-place]")) {
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (form.dataset.inPlace === "no") return;
      event.preventDefault();
      if (!turning) post(form, event.submitter);
    });
  }
}

async function post(form, button) {
  turning = true;
  button?.setAttribute("aria-disabled", "true");
  const path = new URL(form.action).pathname.slice(sessionPath.length);
  const body = new URLSearchParams(new FormData(form, button));
  body.delete("voice");
  try {
    await Promise.all(tasks.map((task) => task()));
    // A half-written answer is found in the inbox afterwards.
    if (path === "/resume") await saveDraft();
    const response = await ask(path, { method: "POST", body });
    if (response.ok) {
      const { session = sessionPath } = await response.json();
      const address = sessionAddress(session);
      if (address) {
        dropDraft();
        location.replace(address.href);
        return;
      }
    }
  } catch {
    showLost();
    turning = false;
    button?.removeAttribute("aria-disabled");
    return;
  }
  // Sent once more the usual way, the same form shows the user what is wrong.
  form.dataset.inPlace = "no";
  form.requestSubmit(button);
}
