// The settings that belong to this browser and not to the party, and two buttons that save typing.

import { chime, setSound, soundIsOn } from "./chime.js";
import { canRead, readFor, readsArrivals, setReadsArrivals } from "./speak.js";
import { allowNotifications, notificationState } from "./notification.js";

const EXPLAINED = {
  granted: "System notifications are allowed. They name who is paging you while this window is hidden.",
  denied: "This browser refuses system notifications from this site. You can change that in the browser's settings for the site.",
  unsupported: "This browser has no system notifications for this site.",
};

export function offerBrowserSettings() {
  document.getElementById("browser-settings").hidden = false;
  offerChoices();

  const sound = document.getElementById("sound");
  sound.checked = soundIsOn();
  sound.addEventListener("change", () => setSound(sound.checked));
  document.getElementById("try-sound").addEventListener("click", () => chime({ always: true }));

  const reading = document.getElementById("read-arrivals");
  document.getElementById("reading").hidden = !canRead;
  reading.checked = readsArrivals();
  reading.addEventListener("change", () => setReadsArrivals(reading.checked));
  const tried = document.getElementById("try-reading");
  tried.addEventListener("click", () => readFor(tried, "Messages are read to you like this."));

  const allow = document.getElementById("allow-notifications");
  allow.addEventListener("click", async () => explain(await allowNotifications()));
  explain(notificationState());

  function explain(state) {
    const words = EXPLAINED[state];
    allow.hidden = Boolean(words);
    if (words) document.getElementById("notifications-hint").textContent = words;
  }
}

function offerChoices() {
  for (const row of document.querySelectorAll("[data-choices]")) {
    row.hidden = false;
    row.addEventListener("click", (event) => {
      if (!event.target.value) return;
      const field = document.getElementById(row.dataset.choices);
      field.value = event.target.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }
}
