// The keyboard of the queue. Every key presses a button or follows a link that is on the page: without this file all of
// it works with the mouse.
"use strict";

(() => {
  const rows = () => [...document.querySelectorAll("#rows .row")].filter((row) => row.offsetParent !== null);
  const current = () => document.querySelector("#rows .row.current");
  const pane = () => document.getElementById("pane");
  const paneIsOpen = () => pane() !== null && pane().offsetParent !== null;
  const form = () => document.getElementById("decision");

  function select(row, load = true) {
    if (!row) return;
    current()?.classList.remove("current");
    row.classList.add("current");
    row.querySelector("a.title").focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    if (load && paneIsOpen()) {
      const hit = row.dataset.hit;
      clearTimeout(select.timer);
      select.timer = setTimeout(() => {
        htmx.ajax("GET", `/hits/${hit}/pane`, { target: "#pane", swap: "innerHTML" });
      }, select.last && Date.now() - select.last < 250 ? 150 : 0);
      select.last = Date.now();
    }
  }

  function following(row) {
    const all = rows();
    const place = all.indexOf(row);
    const next = all.slice(place + 1);
    return next.find((r) => !r.classList.contains("decided") && !r.dataset.other) || next.find((r) => !r.classList.contains("decided")) || null;
  }

  function step(by) {
    const all = rows();
    const place = all.indexOf(current());
    const row = place < 0 ? all[0] : all[place + by];
    if (row) return select(row);
    if (by > 0) document.querySelector("#next a")?.click();
  }

  function press(selector) {
    const button = form()?.querySelector(selector);
    if (!button) return false;
    button.click();
    return true;
  }

  function openReasons() {
    const reasons = document.getElementById("reject");
    if (!reasons) return;
    reasons.open = true;
    form().elements.reason.focus();
  }

  const keys = {
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    c: () => press('button[value="confirm"]'),
    u: () => press('button[value="unsure"]'),
    r: openReasons,
    s: () => {
      const row = following(current());
      if (row) select(row);
      else document.querySelector("#next a")?.click();
    },
    t: () => document.querySelector("#take button")?.click(),
    z: () => document.querySelector("#undo button")?.click(),
    o: () => current()?.querySelector("a.title").click(),
    "/": () => document.getElementById("search")?.focus(),
    "?": () => document.getElementById("help")?.showModal(),
  };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.matches("input:not([type=submit]), textarea, select");
    const reasons = document.getElementById("reject");
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      if (reasons) reasons.open = false;
      return;
    }
    const inReason = typing && event.target.name === "reason" && form()?.contains(event.target);
    if (reasons?.open && /^[1-9]$/.test(event.key) && (!typing || (inReason && event.target.value === ""))) {
      if (press(`button[data-digit="${event.key}"]`)) event.preventDefault();
      return;
    }
    if (inReason && event.key === "Enter" && reasons?.open) {
      event.preventDefault();
      document.getElementById("reject-typed").click();
      return;
    }
    if (typing || document.querySelector("dialog[open]")) return;
    const act = keys[event.key];
    if (!act) return;
    if (event.key === "o" && !current()) return;
    event.preventDefault();
    act();
  }

  document.addEventListener("keydown", onKey);

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) return document.getElementById(opener.dataset.dialog).showModal();
    const row = event.target.closest("#rows .row");
    if (!row || !paneIsOpen() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.isTrusted && !event.target.closest("form")) {
      event.preventDefault();
      select(row);
    }
  });

  // Says which hit comes next, so that one request decides and brings it.
  document.addEventListener("click", (event) => {
    const decision = event.target.closest("#decision");
    if (!decision || !current()) return;
    const next = following(current());
    decision.elements.next.value = next ? next.dataset.hit : "";
  }, true);

  // After an answer: the row of the hit that is in the pane now is the current one.
  document.addEventListener("htmx:after:swap", () => {
    const shown = document.querySelector("#pane [data-hit]");
    const row = shown && document.getElementById(`hit-${shown.dataset.hit}`);
    if (row && !row.classList.contains("current")) select(row, false);
    goOn();
  });

  // The last hit of the page was decided: the next page comes by itself.
  function goOn() {
    const done = document.querySelector("#pane > .empty[data-decided]");
    if (!done) return;
    const row = following(document.getElementById(`hit-${done.dataset.decided}`));
    if (row) return select(row);
    const more = document.querySelector("#next a");
    if (more && !more.dataset.asked) {
      more.dataset.asked = "1";
      more.click();
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (document.getElementById("rows") && paneIsOpen() && document.activeElement === document.body) {
      const first = rows().find((row) => !row.dataset.other) || rows()[0];
      if (first) select(first);
    }
  });
})();
