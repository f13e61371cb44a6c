// Times come in UTC and are shown as the user's own clock and language have them.

const CLOCK = { hour: "2-digit", minute: "2-digit" };
const DAY = { day: "numeric", month: "short" };

export function showLocalTimes() {
  for (const element of document.querySelectorAll("time[datetime]")) showLocalTime(element);
}

export function showLocalTime(element) {
  const time = new Date(element.dateTime);
  if (Number.isNaN(time.getTime())) return;
  element.textContent = words(time, new Date());
  element.title = time.toLocaleString(undefined, { dateStyle: "full", timeStyle: "long" });
}

function words(time, now) {
  if (time.toDateString() === now.toDateString()) return time.toLocaleTimeString(undefined, CLOCK);
  const thisYear = time.getFullYear() === now.getFullYear();
  const day = thisYear ? DAY : { ...DAY, year: "numeric" };
  return time.toLocaleString(undefined, { ...day, ...CLOCK });
}

// A length as a clock has it: 75 is 1:15.
export function clock(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

// The same as one says it.
export function inWords(seconds) {
  const whole = Math.max(1, Math.floor(seconds));
  const parts = [[Math.floor(whole / 60), "minute"], [whole % 60, "second"]];
  const told = parts.filter(([count]) => count > 0);
  return told.map(([count, unit]) => `${count} ${unit}${count > 1 ? "s" : ""}`).join(" ");
}
