// Two parties may share one browser. The window that has just sent a message tells the others,
// and each asks for itself whether it is meant, without waiting for the network's way round.
// Nothing about the message is in what they tell each other.

import { askPending } from "./push.js";

const channel = "BroadcastChannel" in window ? new BroadcastChannel("pageboy") : null;

export function listenToWindows() {
  channel?.addEventListener("message", () => askPending());
}

export function tellWindows() {
  channel?.postMessage("sent");
}
