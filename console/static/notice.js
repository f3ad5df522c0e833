// Keys of the notice pages: each presses a button or follows a link that is on the page.
"use strict";

(() => {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      const links = [...document.querySelectorAll(".notices a.title")];
      const place = links.indexOf(document.activeElement);
      (key === "j" ? links[place + 1] : links[place - 1])?.focus();
      return;
    }
    const button = document.querySelector(`button[data-key="${CSS.escape(key)}"]:not(:disabled)`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.dataset.busy) {
      button.textContent = button.dataset.busy;
      setTimeout(() => { button.disabled = true; });
    }
  });
})();
