// System notifications name the sender and nothing more: a locked screen may show them to anyone.

export function notificationState() {
  return "Notification" in window ? Notification.permission : "unsupported";
}

export async function allowNotifications() {
  return Notification.requestPermission();
}

export function notify(title, message) {
  if (notificationState() !== "granted") return;
  try {
    const notification = new Notification(title, { body: "Open Pageboy to read it.", tag: message });
    notification.addEventListener("click", () => {
      window.focus();
      notification.close();
    });
    document.addEventListener("visibilitychange", () => notification.close(), { once: true });
  } catch {
    // Some phones have the permission but allow no notification from a page.
  }
}
