// Keeps the list of people true while the desk is open, without moving the focus or touching
// what is being written: availability changes in place, a search narrows the list while typing.

import { ask, say } from "./page.js";
import { askPending } from "./push.js";
import { showLost } from "./banner.js";

const LOOK_MILLISECONDS = 5000;
const TYPING_PAUSE_MILLISECONDS = 300;

const list = document.getElementById("people");
const searchField = document.getElementById("q");
const expectation = document.getElementById("expect");

export function followPeople() {
  setInterval(lookIfVisible, LOOK_MILLISECONDS);
  document.addEventListener("visibilitychange", lookIfVisible);
  document.getElementById("send").addEventListener("change", showExpectation);
  searchWhileTyping();
  switchStatusInPlace();
  showExpectation();
}

function lookIfVisible() {
  if (document.visibilityState === "visible") look();
}

async function look() {
  const people = (await askForPeople(`/registry${query()}`))?.people ?? [];
  for (const person of people) {
    const row = rowOf(person.id);
    if (!row) continue;
    const mark = row.querySelector(".availability");
    if (mark.dataset.availability === person.availability) continue;
    showAvailability(mark, person.availability);
    if (row.querySelector("input").checked) {
      showExpectation();
      say(`${person.name} is now ${person.availability}.`);
    }
  }
}

async function askForPeople(path) {
  try {
    const response = await ask(path);
    if (response.ok) return await response.json();
    // A redirect means that this session has been interrupted and the news was missed.
    if (response.type === "opaqueredirect") askPending();
  } catch {
    // The next look tries again.
  }
  return null;
}

// The selected person is followed too, whether the search finds that one or not.
function query() {
  const selected = list.querySelector(":checked")?.value ?? "";
  return `?${new URLSearchParams({ q: searchField.value.trim(), to: selected })}`;
}

function rowOf(id) {
  return [...list.children].find((row) => row.querySelector("input").value === id);
}

function showAvailability(mark, availability) {
  mark.dataset.availability = availability;
  mark.textContent = availability;
}

function showExpectation() {
  const row = list.querySelector(":checked")?.closest("li");
  const availability = row?.querySelector(".availability").dataset.availability;
  expectation.hidden = !row || availability === "available";
  if (expectation.hidden) return;
  const name = row.querySelector(".person-name").textContent;
  const urgent = document.getElementById("urgent").checked;
  expectation.textContent =
    availability === "busy" && urgent
      ? `${name} is busy: the message comes through if ${name} allows you to be urgent, and waits in the mailbox otherwise.`
      : `${name} is ${availability}: the message will wait in the mailbox.`;
}

function searchWhileTyping() {
  let timer = null;
  let latest = 0;
  const search = async () => {
    clearTimeout(timer);
    const turn = ++latest;
    // Not the desk itself: that would turn the session to it, perhaps after a message was sent.
    const found = await askForPeople(`/registry${query()}`);
    if (found && turn === latest) showPeople(found);
  };
  searchField.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, TYPING_PAUSE_MILLISECONDS);
  });
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
}

// The selected person stays in the list, so that a search never changes to whom the text goes.
function showPeople({ people, more }) {
  const selected = list.querySelector(":checked")?.closest("li");
  const selectedId = selected?.querySelector("input").value;
  const rows = people.map((person) => (person.id === selectedId ? selected : newRow(person)));
  if (selected && !rows.includes(selected)) rows.unshift(selected);
  list.replaceChildren(...rows);
  const found = people.filter(isFound).length;
  document.getElementById("nobody").hidden = found > 0;
  document.getElementById("more").hidden = !more;
  say(found === 1 ? "1 person found" : `${found} people found`);
}

// The server lists the selected person too, whether the search finds that one or not.
function isFound({ id, name, selected }) {
  const words = searchField.value.trim().toLowerCase();
  return !selected || id.includes(words) || name.toLowerCase().includes(words);
}

function newRow({ id, name, availability }) {
  const row = document.getElementById("person").content.firstElementChild.cloneNode(true);
  row.querySelector("input").value = id;
  row.querySelector(".person-name").textContent = name;
  row.querySelector(".person-id").textContent = id;
  showAvailability(row.querySelector(".availability"), availability);
  return row;
}

function switchStatusInPlace() {
  const form = document.querySelector("form.status");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    try {
      const response = await ask("/status", { method: "POST", body });
      if (response.ok) showStatus((await response.json()).status);
      else askPending();
    } catch {
      showLost();
    }
  });

  function showStatus(status) {
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === status));
    }
    say(`You are ${status}.`);
  }
}
