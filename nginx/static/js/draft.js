// Keeps what is half written on the server, so that an interruption, a closed window or a lost
// connection costs nothing, and puts the caret back where it was.

import { ask, sessionPath } from "./page.js";
import { forget, recall, remember } from "./storage.js";

const TYPING_PAUSE_MILLISECONDS = 1000;
const PATIENCE_MILLISECONDS = 2000;

const unsaved = `text.${sessionPath}`;
const form = document.querySelector("form[data-draft]");
let timer = null;
let changed = false;
let leavingByForm = false;
let lastSave = Promise.resolve();

export function keepDraft() {
  if (!form) return;
  form.addEventListener("input", noteChange);
  // A form that is being sent must not come back as a draft.
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.target.method === "post") dropDraft();
  });
  window.addEventListener("pageshow", () => {
    leavingByForm = false;
  });
  window.addEventListener("pagehide", () => {
    if (changed && !leavingByForm) post();
  });
}

export function dropDraft() {
  leavingByForm = true;
  clearTimeout(timer);
  forget("sessionStorage", unsaved);
}

// Whether the server has all that is written here.
export function isKept() {
  return !changed;
}

// Called before the page turns to an interruption: waits for the server, but not for ever.
export async function saveDraft() {
  if (!form || leavingByForm) return;
  clearTimeout(timer);
  rememberPlace();
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS));
  await Promise.race([save(), patience]);
}

// Answers whether the focus went back into the form.
export function restorePlace() {
  restoreUnsaved();
  const place = takePlace();
  const control = draftControl();
  if (control) {
    control.focus({ preventScroll: Boolean(place) });
    if (typeof control.selectionStart === "number") {
      const caret = Number(form.dataset.caret) || 0;
      control.setSelectionRange(caret, place?.start === caret ? place.end : caret);
    }
    if (place) control.scrollTop = place.inside;
  }
  if (place) window.scrollTo(0, place.page);
  return Boolean(control);
}

// What the server had not confirmed when this page was left, for the same form.
function restoreUnsaved() {
  const kept = recall("sessionStorage", unsaved);
  const fields = new Map(kept ? JSON.parse(kept) : []);
  if (!form || fields.get("page") !== form.elements.page?.value) return;
  if ((fields.get("message") ?? "") !== (form.elements.message?.value ?? "")) return;
  for (const name of ["text", "accept", "urgent"]) {
    const control = form.elements.namedItem(name);
    if (fields.has(name) && typeof control?.selectionStart === "number") control.value = fields.get(name);
  }
  noteChange();
}

function draftControl() {
  const field = form?.dataset.field;
  const named = field ? form.elements.namedItem(field) : null;
  const control = named instanceof RadioNodeList ? checkedOrFirst(named) : named;
  return control?.type === "hidden" ? null : control;
}

function noteChange() {
  changed = true;
  clearTimeout(timer);
  timer = setTimeout(save, TYPING_PAUSE_MILLISECONDS);
}

// Saves follow one another, so that an older text never overtakes a newer one.
function save() {
  lastSave = lastSave.then(() => (leavingByForm ? undefined : post()));
  return lastSave;
}

async function post() {
  changed = false;
  const body = new URLSearchParams(new FormData(form));
  body.delete("voice");
  const active = focusedControl();
  body.set("field", active?.name ?? "");
  if (typeof active?.selectionStart === "number") body.set("caret", active.selectionStart);
  // The window keeps it until the server has said that it does.
  remember("sessionStorage", unsaved, JSON.stringify([...body]));
  try {
    const response = await ask("/draft", { method: "POST", body, keepalive: true });
    if (!response.ok) throw new Error(`draft: ${response.status}`);
    forget("sessionStorage", unsaved);
  } catch {
    changed = true;
  }
}

function focusedControl() {
  const active = document.activeElement;
  return active && active.form === form && active.name ? active : null;
}

function checkedOrFirst(radios) {
  return [...radios].find((radio) => radio.checked) ?? radios[0];
}

// How far things were scrolled matters to this window alone, so the window keeps it.
function rememberPlace() {
  const active = focusedControl();
  const place = {
    start: active?.selectionStart ?? null,
    end: active?.selectionEnd ?? null,
    inside: active?.scrollTop ?? 0,
    page: window.scrollY,
  };
  remember("sessionStorage", `place.${sessionPath}`, JSON.stringify(place));
}

function takePlace() {
  const place = recall("sessionStorage", `place.${sessionPath}`);
  forget("sessionStorage", `place.${sessionPath}`);
  return place && JSON.parse(place);
}
