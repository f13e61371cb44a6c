// What the server says about this page, and the one way to ask it for more. Redirects are never
// followed: the server answers a suspended session with a redirect to the interruption, and
// fetching that would open the message without anyone seeing it.

const { page, base, session, party, push, pollSeconds } = document.body.dataset;

export const kind = page;
export const usesEventStream = push === "nchan";
export const pollMilliseconds = Math.max(1, Number(pollSeconds) || 3) * 1000;
export const loginPath = `${base}/`;
export const sessionPath = session;
export const partyId = party;

const DEADLINE_MILLISECONDS = 10_000;

export function ask(path, options = {}) {
  return fetch(session + path, {
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout(DEADLINE_MILLISECONDS),
    ...options,
    headers: { Accept: "application/json" },
  });
}

// The address of a session of this site, or null: what came over the network decides only which
// session is shown, never which site.
export function sessionAddress(text) {
  let address;
  try {
    address = new URL(text, location.href);
  } catch {
    return null;
  }
  const ours = address.origin === location.origin && address.pathname.startsWith(`${base}/s/`);
  return ours ? address : null;
}

// Live regions are read out only when their text changes, so the same news twice stays silent.
export function say(text) {
  document.getElementById("news").textContent = text;
}

export function sayAtOnce(text) {
  document.getElementById("alarm").textContent = text;
}
