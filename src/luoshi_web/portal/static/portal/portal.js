// An extra: a line of the report shows what it was read as beside it. Without this the link opens the line's page.
(() => {
  const report = document.querySelector("article.report");
  if (!report) return;
  let box, open;
  const close = () => { box?.remove(); box = open = undefined; };
  const show = async (link) => {
    if (open === link) return;
    close();
    open = link;
    if (location.protocol === "file:") return;  // a page of a disk may read no file beside it
    const answer = await fetch(link.href.replace(/\/(index\.html)?$/, "") + ".json").catch(() => null);
    if (!answer?.ok || open !== link) return;
    const said = await answer.json();
    const english = document.documentElement.lang === "en";
    const outcome = said.outcome;
    box = document.createElement("div");
    box.className = "popover";
    box.setAttribute("role", "status");
    const first = document.createElement("div");
    first.textContent = said.line.subject || said.line.quote;
    box.append(first);
    if (outcome) {
      const second = document.createElement("div");
      second.textContent = english ? outcome.reason_en : outcome.reason;
      box.append(second);
    }
    const place = link.getBoundingClientRect();
    box.style.insetBlockStart = `${place.bottom + scrollY + 4}px`;
    box.style.insetInlineStart = `${Math.max(8, Math.min(place.left, innerWidth - 340)) + scrollX}px`;
    document.body.append(box);
  };
  let timer;
  report.addEventListener("pointerover", (event) => {
    const link = event.target.closest?.("a.line");
    if (link && event.pointerType === "mouse") timer = setTimeout(() => show(link), 250);
  });
  report.addEventListener("pointerout", () => clearTimeout(timer));
  report.addEventListener("focusin", (event) => { const link = event.target.closest?.("a.line"); if (link) show(link); });
  report.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.line");
    if (link && matchMedia("(hover: none)").matches && open !== link) { event.preventDefault(); show(link); }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.addEventListener("click", (event) => { if (!event.target.closest?.("a.line, .popover")) close(); });
})();
