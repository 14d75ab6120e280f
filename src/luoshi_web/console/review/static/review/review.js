"use strict";
// The page of review: keys, and the text beside the entry kept in step with it. Without this file everything works by links and forms.
(() => {
  const text = document.getElementById("text");
  const entry = () => document.getElementById("entry");
  const marksOf = (key) => (key ? [...text.querySelectorAll(`mark[data-e~="${key}"]`)] : []);

  // The marks of what was just reviewed look different; the entry's own are lit and moved into view.
  function inStep(moving) {
    const panel = entry();
    if (!panel) return;
    for (const said of panel.dataset.changed.split(";").filter(Boolean)) {
      const [key, look] = said.split(":");
      for (const mark of marksOf(key)) if (mark.dataset.e.split(" ")[0] === key) mark.className = look;
    }
    for (const mark of text.querySelectorAll("mark.current")) mark.classList.remove("current");
    const own = marksOf(panel.dataset.entry);
    const lit = own.length ? own : marksOf(panel.dataset.whole);
    for (const mark of lit) mark.classList.add("current");
    if (!lit.length) return;
    const box = text.getBoundingClientRect();
    const place = lit[0].getBoundingClientRect();
    if (place.top < box.top + 40 || place.bottom > box.bottom - 60) {
      text.scrollTop += place.top - box.top - box.height / 3;
    }
    if (moving) panel.scrollTop = 0;
  }

  function settle() {
    const panel = entry();
    const field = panel.querySelector(".field.wrong :is(input, select, textarea), form :is(input:not([type=hidden]), select, textarea)");
    (field || panel).focus({ preventScroll: true });
  }

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const refused = document.getElementById("refused");
    if (event.detail.xhr.status === 409) { // refused in a sentence
      event.detail.shouldSwap = true;
      event.detail.isError = false;
      event.detail.target = refused;
      event.detail.swapOverride = "innerHTML";
    } else refused.replaceChildren();
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "entry" && event.detail.target.id !== "entry") return;
    inStep(true);
    settle();
  });

  text.addEventListener("click", (event) => {
    const link = event.target.closest("mark a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    htmx.ajax("GET", link.href, { target: "#entry", swap: "outerHTML show:none" });
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.isComposing) return;
    const field = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const send = entry().querySelector("[data-send]");
      if (send) { event.preventDefault(); send.click(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || (field && event.key !== "Escape")) return;
    if (event.key === "?") {
      const keys = document.getElementById("keys");
      keys.open = !keys.open;
      event.preventDefault();
      return;
    }
    const doing = entry().querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (doing) { event.preventDefault(); doing.click(); }
  });

  inStep(false);
})();
