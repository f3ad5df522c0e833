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
        htmx.ajax("GET", `/hits/${hit}/pane`, { source: "#pane", target: "#pane", swap: "innerHTML" });
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

  // A verdict is for the hit that is shown. While another one is still there, or a decision is on its way, the keys
  // wait: those of a verdict for the row they were meant for, of others the last one.
  let sent = null;
  let waiting = [];

  const shown = () => document.querySelector("#pane [data-hit]")?.dataset.hit;
  const isShown = () => !current() || !paneIsOpen() || shown() === current().dataset.hit;

  function wait(key) {
    const hit = current()?.dataset.hit;
    const last = waiting.at(-1);
    if (/^[1-9]$/.test(key)) {
      if (last?.key === "r" && last.hit === hit) waiting.push({ key, hit });
    } else {
      waiting = [{ key, hit }];
    }
  }

  function catchUp() {
    if (sent || !isShown()) return;
    const keys = waiting;
    waiting = [];
    for (const { key, hit } of keys) {
      if (verdicts.has(key) && hit !== current()?.dataset.hit) return;
      if (/^[1-9]$/.test(key)) press(`button[data-digit="${key}"]`);
      else act[key]();
    }
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

  const verdicts = new Set(["c", "u", "r"]);
  const act = {
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
  const moves = new Set(["j", "k", "ArrowDown", "ArrowUp"]);

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
    if (event.repeat && (inReason ? event.key === "Enter" : /^[1-9]$/.test(event.key))) return event.preventDefault();
    if (reasons?.open && isShown() && /^[1-9]$/.test(event.key) && (!typing || (inReason && event.target.value === ""))) {
      if (press(`button[data-digit="${event.key}"]`)) event.preventDefault();
      return;
    }
    if (inReason && event.key === "Enter" && reasons?.open) {
      event.preventDefault();
      document.getElementById("reject-typed").click();
      return;
    }
    if (typing || document.querySelector("dialog[open]")) return;
    const digit = /^[1-9]$/.test(event.key) && waiting.length > 0;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!digit && (!(key in act) || (key === "o" && !current()))) return;
    event.preventDefault();
    if (event.repeat && !moves.has(key)) return;
    if (sent && sent.id !== "take" && verdicts.has(key)) return;  // the next hit was not seen yet
    if (sent || (!isShown() && (digit || verdicts.has(key)))) return wait(key);
    waiting = [];
    act[key]();
  }

  document.addEventListener("keydown", onKey);

  // One decision at a time: a second click, tap or Enter before the answer is there is none.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("#decision[hx-post], #undo[hx-post], #take[hx-post]")) return;
    if (sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    setSent(event.target);
  }, true);

  function setSent(form) {
    sent = form;
    pane()?.toggleAttribute("data-busy", sent !== null);
  }

  document.addEventListener("htmx:finally:request", (event) => {
    if (event.detail?.ctx?.sourceElement === sent) setSent(null);
    setTimeout(catchUp);
  });

  // No answer at all: the hit stays as it is and says so.
  document.addEventListener("htmx:error", (event) => {
    if (!event.detail?.ctx) return;
    if (event.detail.ctx.sourceElement === sent) setSent(null);
    waiting = [];
    const silence = document.getElementById("silence");
    if (silence) document.getElementById("toast").replaceChildren(silence.content.cloneNode(true));
  });

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
    if (sent && !sent.isConnected) setSent(null);
    setTimeout(catchUp);
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

  // Wide tables on narrow screens: every cell knows the heading of its column.
  function stack(table) {
    const headings = [...table.querySelectorAll("thead th")].map((heading) => heading.textContent);
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.cells].forEach((cell, place) => { if (cell.colSpan === 1 && headings[place]) cell.dataset.heading = headings[place]; });
    }
    if (headings.length > 3) table.classList.add("stacked");
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".scroll table").forEach(stack);
    if (document.getElementById("rows") && paneIsOpen() && document.activeElement === document.body) {
      const first = rows().find((row) => !row.dataset.other) || rows()[0];
      if (first) select(first);
    }
  });
})();
