// The recorder in the form of a message: one button begins, the same button stops and sends.
// What was recorded is kept in the browser until the server has it.

import { ask, partyId, say, sayAtOnce, sessionPath } from "./page.js";
import { dropDraft } from "./draft.js";
import { beforeTurning, turnBack } from "./interrupt.js";
import { askPending, onEnd } from "./push.js";
import { clock, inWords } from "./time.js";
import { next, obstacle, startRecording } from "./recorder.js";
import { listenTo } from "./level.js";
import { find, forget, inherit, keep, move } from "./kept.js";
import { hushVoice } from "./player.js";
import { hushReading } from "./speak.js";

const TICK_MILLISECONDS = 100;
// A double click begins to record; its second half must not end it.
const SHORTEST_SECONDS = 0.6;
const SILENCE_SECONDS = 3;
const LAST_SECONDS = 10;
const SENDING_MILLISECONDS = 120_000;
const SLOW_MILLISECONDS = 5000;
// What is wrong with the file itself, so that sending it again is of no use.
const REFUSED_FOR_GOOD = ["bad_voice", "voice_too_large", "voice_too_long"];
// An interruption waits for a recording that is on its way, but not for ever.
const PATIENCE_MILLISECONDS = 15_000;

const OBSTACLES = {
  insecure: "Browsers record only on a secure (https) address. You can send a recording from a file.",
  unsupported: "This browser cannot record. You can send a recording from a file.",
  NotAllowedError:
    "The microphone is not allowed here. You can allow it in the browser's settings for this site, " +
    "or send a recording from a file.",
  NotFoundError: "No microphone was found. You can plug one in and try again, or send a recording from a file.",
  NotReadableError:
    "The microphone cannot be used now; another program may have it. You can send a recording from a file.",
  chosen: "Choose a file with a recording.",
};

const box = document.querySelector(".voice");
const form = box?.closest("form");
const part = (id) => document.getElementById(id);
const about = form?.elements.message?.value;
// An answer is kept with its message, so that it is found in the inbox as well.
const key = about ? `answer.${about}` : `message.${sessionPath}`;
// What a session leaves behind that has ended is found after the next log-in.
const leftBehind = `message.${partyId}.`;
const secondsMax = Number(box?.dataset.secondsMax) || 120;
const bytesMax = Number(box?.dataset.bytesMax) || 4 << 20;

let state = "idle";
let running = null;
let recording = null;
let keeping = Promise.resolve();
let sending = Promise.resolve();
let finding = Promise.resolve();
let turning = false;
let leaving = false;
// Counts the tries to get at the microphone: who has given one up does not care what comes of it.
let tries = 0;

export async function offerRecorder() {
  if (!form) return;
  // What the server kept of a try, for browsers without scripts, this browser has as well.
  box.querySelector(".voice-kept")?.remove();
  box.querySelector(".voice-row").hidden = false;
  part("record").addEventListener("click", pressed);
  part("listen").addEventListener("click", stopAndListen);
  part("discard").addEventListener("click", discard);
  part("again").addEventListener("click", begin);
  part("file-instead").addEventListener("click", () => offerFile("chosen"));
  part("voice").addEventListener("change", () => {
    problem("");
    fileChosen();
  });
  form.addEventListener("submit", submitted);
  beforeTurning(settle);
  onEnd(leaveBehind);
  document.querySelector(".logout")?.addEventListener("submit", logOut);
  window.addEventListener("beforeunload", (event) => {
    if (!turning && (state === "recording" || state === "sending")) event.preventDefault();
  });

  const why = obstacle();
  if (why) offerFile(why);
  else show();
  finding = findKept();
  await finding;
}

async function findKept() {
  if (!about && !(await find(key))) await inherit(leftBehind, key);
  const kept = await find(key);
  if (kept && (state === "idle" || state === "file")) found(kept);
}

function found(kept) {
  recording = kept;
  if (kept.nonce) form.elements.nonce.value = kept.nonce;
  go("found");
  const length = recording.seconds ? `: ${inWords(recording.seconds)}` : "";
  const told = `Your recording is still here${length}.`;
  words(told);
  say(told);
}

// --- what the buttons do ---

function pressed() {
  if (state === "recording") stopAndSend();
  else begin();
}

async function begin() {
  // A new recording would take the place of one that is just being looked for.
  await finding;
  const hadFocus = box.contains(document.activeElement);
  if (!go("record")) return;
  if (hadFocus && !part("record").contains(document.activeElement)) part("record").focus();
  part("voice").value = "";
  hushVoice();
  hushReading();
  const waiting = "Waiting for the microphone. The browser may ask you to allow it.";
  words(waiting);
  say(waiting);
  tries += 1;
  const mine = tries;
  let recorder;
  try {
    recorder = await startRecording({ secondsMax, bytesMax });
  } catch (error) {
    if (mine === tries) offerFile(error.name);
    return;
  }
  if (mine !== tries) {
    recorder.stop("discarded");
    return;
  }
  running = recorder;
  running.done.then(stopped);
  go("granted");
  words("");
  say("Recording.");
  watch(running);
}

async function stopAndSend() {
  if (running.elapsed() < SHORTEST_SECONDS) return;
  await running.stop();
  form.requestSubmit(form.querySelector("button.primary"));
  if (state === "ready") words("Your recording is kept, and not sent yet.");
}

async function stopAndListen() {
  await running.stop();
  const preview = part("preview");
  preview.focus();
  preview.play().catch(() => {});
}

async function discard() {
  const discarded = running;
  recording = null;
  tries += 1;
  part("voice").value = "";
  go("discard");
  discarded?.stop("discarded");
  await forgetKept();
  words("");
  say("The recording is discarded.");
  if (obstacle()) offerFile(obstacle());
  else part("record").focus();
}

// --- what the recording does ---

function stopped(made) {
  running = null;
  if (made.why === "discarded") return;
  const hadFocus = box.contains(document.activeElement);
  recording = made;
  keeping = keep(key, made);
  go("stopped");
  const length = inWords(made.seconds);
  const told = {
    limit: `The longest time is reached. Your recording of ${length} is kept, and not sent yet.`,
    lost: `The microphone is gone. Your recording of ${length} is kept, and not sent yet.`,
  }[made.why];
  const usual = `Recorded: ${length}. You can add words for who cannot listen.`;
  words(told ?? usual);
  if (told) sayAtOnce(told);
  else say(usual);
  if (hadFocus) part("preview").focus();
}

function watch(recorder) {
  const meter = listenTo(recorder.stream);
  let warned = recorder.limit <= 2 * LAST_SECONDS;
  const tick = () => {
    const left = recorder.limit - recorder.elapsed();
    part("elapsed").textContent = clock(Math.floor(recorder.elapsed()));
    part("left").textContent = `${clock(Math.ceil(left))} left`;
    showLevel(meter.level());
    const silent = !meter.heard() && recorder.elapsed() > SILENCE_SECONDS;
    levelWords(meter.heard() ? "Your voice is heard." : silent ? "No sound yet. Is the microphone on?" : "");
    box.classList.toggle("voice-ending", left <= LAST_SECONDS);
    if (left <= LAST_SECONDS && !warned) {
      warned = true;
      say(`${LAST_SECONDS} seconds left.`);
    }
  };
  const timer = setInterval(tick, TICK_MILLISECONDS);
  recorder.done.then(() => {
    clearInterval(timer);
    meter.close();
  });
  tick();
}

function showLevel(level) {
  const meter = part("level");
  meter.setAttribute("aria-valuenow", Math.round(level * 100));
  meter.firstElementChild.style.transform = `scaleX(${level})`;
}

function levelWords(text) {
  const element = part("level-words");
  if (element.textContent === text) return;
  element.textContent = text;
  if (text.includes("?")) say(text);
}

// --- sending ---

function submitted(event) {
  if (event.defaultPrevented) return;
  const file = part("voice").files[0];
  if (state === "asking") {
    // Words need no microphone.
    tries += 1;
    go("discard");
    words("");
  }
  if (state === "sending") {
    event.preventDefault();
  } else if (state === "recording") {
    event.preventDefault();
    stopAndSend();
  } else if (state === "ready" || file) {
    event.preventDefault();
    recording ??= { blob: file, name: file.name, seconds: null, isFile: true };
    sending = send(event.submitter);
  }
}

async function send(button) {
  const { blob, name } = recording;
  const unfit =
    (blob.size === 0 && "There is nothing in this file.") ||
    (blob.size > bytesMax &&
      `The recording is too large: ${megabytes(blob.size)} MB. Up to ${megabytes(bytesMax)} MB can be sent.`);
  if (unfit) {
    if (state === "file") recording = null;
    problem(unfit);
    return;
  }
  go("send");
  words("Sending your recording…");
  say("Sending your recording.");
  const slow = setTimeout(() => words("Still sending. Please leave this page open."), SLOW_MILLISECONDS);
  button?.setAttribute("aria-disabled", "true");
  // Sent once more, perhaps from another page, it is still the same message.
  keeping = keep(key, { ...recording, nonce: form.elements.nonce.value });
  const body = new FormData(form);
  body.set("voice", blob, name);
  let refusal;
  try {
    const path = new URL(form.action).pathname.slice(sessionPath.length);
    const response = await ask(path, { method: "POST", body, signal: AbortSignal.timeout(SENDING_MILLISECONDS) });
    if (response.ok) {
      await forgetKept();
      state = "sent";
      dropDraft();
      if (leaving) return;
      turnBack(sessionPath, { replace: "inPlace" in form.dataset });
      return;
    }
    refusal = await understood(response);
  } catch {
    refusal = { message: "There is no connection now." };
  } finally {
    clearTimeout(slow);
  }
  button?.removeAttribute("aria-disabled");
  words("");
  if (recording.isFile && REFUSED_FOR_GOOD.includes(refusal?.error)) {
    await chooseAnother(refusal.message);
    return;
  }
  go("failed");
  if (refusal) problem(`${refusal.message} Your recording is still here.`);
  if (document.activeElement === document.body) part("preview").focus();
}

// A file that is no recording for this site is let go of.
async function chooseAnother(why) {
  recording = null;
  part("voice").value = "";
  await forgetKept();
  go("refused");
  problem(why);
  part("voice").focus();
}

// Why it was not taken, or nothing where the page is about to turn anyway.
async function understood(response) {
  if (response.type === "opaqueredirect") {
    askPending();
    return null;
  }
  const { error, message } = await response.json().catch(() => ({}));
  if (error === "nonce_used") form.elements.nonce.value = crypto.randomUUID();
  if (response.status === 403 || response.status === 410) askPending();
  return { error, message: message ?? "It could not be sent." };
}

// Before the window turns to an interruption: what is being recorded is kept, what is being sent arrives.
async function settle() {
  if (running) await running.stop();
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS));
  await Promise.race([Promise.all([sending, keeping]), patience]);
  turning = true;
}

// What is on its way may have arrived, so it is not offered again.
async function leaveBehind() {
  await settle();
  if (!about && state === "ready") await move(key, leftBehind + sessionPath);
}

async function logOut(event) {
  if (event.defaultPrevented || !(running || recording)) return;
  event.preventDefault();
  leaving = true;
  await leaveBehind();
  event.target.submit();
}

async function forgetKept() {
  await keeping;
  await forget(key);
}

// --- what is shown ---

function go(event) {
  const to = next(state, event);
  if (!to) return false;
  state = to;
  problem("");
  show();
  return true;
}

function show() {
  box.dataset.state = state;
  for (const element of box.querySelectorAll("[data-when]")) {
    element.hidden = !element.dataset.when.split(" ").includes(state);
  }
  if (obstacle()) for (const id of ["again", "file-instead"]) part(id).hidden = true;
  const record = part("record");
  record.querySelector(".record-words").textContent = state === "recording" ? "Stop and send" : record.dataset.words;
  if (state === "asking") record.setAttribute("aria-disabled", "true");
  else record.removeAttribute("aria-disabled");
  showPreview();
  fileChosen();
}

function showPreview() {
  const preview = part("preview");
  if (preview.src) URL.revokeObjectURL(preview.src);
  if (recording && state === "ready") preview.src = URL.createObjectURL(recording.blob);
  else preview.removeAttribute("src");
}

// Words may be missing where there is a recording.
function fileChosen() {
  const file = part("voice");
  file.disabled = state !== "file";
  const silent = ["idle", "asking"].includes(state) || (state === "file" && file.files.length === 0);
  form.elements.text.required = silent;
}

function offerFile(why) {
  go("denied");
  part("voice-why").textContent = OBSTACLES[why] ?? OBSTACLES.NotReadableError;
  words("");
  show();
  if (!obstacle()) {
    sayAtOnce(part("voice-why").textContent);
    part("voice").focus();
  }
}

function words(text) {
  part("voice-words").textContent = text;
  part("voice-words").hidden = !text;
}

// What went wrong, and the way to save the recording from it.
function problem(text) {
  const element = part("voice-problem");
  element.textContent = text;
  element.hidden = !text;
  const save = part("save");
  save.hidden = !text || !recording;
  if (!save.hidden) {
    save.href = part("preview").src;
    save.download = recording.name;
  }
  if (text) sayAtOnce(text);
}

function megabytes(bytes) {
  return Math.round((bytes / (1 << 20)) * 10) / 10;
}
