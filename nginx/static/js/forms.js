// Small courtesies of all forms: one submission each, Ctrl+Enter to send, and a word about a
// text that is too long before it is sent in vain.

export function guardForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.submitted) {
      event.preventDefault();
      return;
    }
    form.dataset.submitted = "yes";
    // Marked rather than disabled: a disabled button would drop its value and the focus.
    event.submitter?.setAttribute("aria-disabled", "true");
  });

  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-submitted]")) {
      delete form.dataset.submitted;
      form.querySelector("[aria-disabled]")?.removeAttribute("aria-disabled");
    }
  });

  for (const area of document.querySelectorAll("textarea")) {
    area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      area.form.requestSubmit(area.form.querySelector("button.primary"));
    });
    if (area.dataset.bytes) area.addEventListener("input", () => checkLength(area));
  }
  for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;
}

function checkLength(area) {
  const surplus = new TextEncoder().encode(area.value).length - Number(area.dataset.bytes);
  area.setCustomValidity(surplus > 0 ? `This is too long by about ${surplus} letters.` : "");
}
