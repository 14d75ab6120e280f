"use strict";
(() => {
  const { entries, labels } = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const detail = document.getElementById("detail");
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const marks = [...document.querySelectorAll("mark.entry")];
  const covers = new Map(marks.map((m) => [m, m.dataset.e.split(" ").map(Number)]));
  const pieces = entries.map(() => []);
  for (const [mark, numbers] of covers) for (const n of numbers) pieces[n].push(mark);
  const stops = marks.filter((m) => m.hasAttribute("tabindex"));
  const shown = { target: true, task: true, result: true, problem: true, unused: true };
  const hint = detail.firstElementChild;
  let matching = new Set(entries.keys());
  let current = null; // the mark whose entries are shown
  let last = null; // where j and k go on from
  let pinned = false;

  const language = () => (root.lang === "en" ? "en" : "zh");
  const words = (group, code) => {
    const row = labels[group] && labels[group][code];
    return row ? row[language()] : code;
  };
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined && text !== null) element.textContent = text;
    return element;
  };
  const visible = (n) => shown[entries[n].kind] && matching.has(n);

  function paint() {
    for (const [mark, numbers] of covers) {
      const first = numbers.find(visible);
      const entry = entries[first];
      mark.className = entry ? "entry " + entry.kind + (entry.headline ? " headline" : "") : "entry off";
      if (mark.id) mark.tabIndex = entry ? 0 : -1;
    }
    document.body.classList.toggle("no-unused", !shown.unused);
    const count = entries.filter((_, n) => visible(n)).length;
    found.textContent = words("page", "found").replace("{n}", count).replace("{all}", entries.length);
    light();
  }

  function light() {
    for (const mark of document.querySelectorAll("mark.on")) mark.classList.remove("on");
    if (!current) return;
    for (const n of covers.get(current)) if (visible(n)) for (const mark of pieces[n]) mark.classList.add("on");
  }

  function relation(entry) {
    const r = entry.relation;
    if (!r) return null;
    if ("by" in r) return [words("bound", "assigned"), r.by].filter(Boolean).join(" ");
    return words("compare", r.compare).replace("{to}", r.to || "…") + (r.to_indicator ? " (" + r.to_indicator + ")" : "");
  }

  function card(entry) {
    const box = make("article", "card " + entry.kind);
    const chips = make("ul", "chips");
    chips.append(make("li", "", words("kind", entry.kind)));
    if (entry.headline) chips.append(make("li", "", words("page", "headline")));
    if (entry.partial) chips.append(make("li", "", words("field", "partial")));
    box.append(chips, make("h2", "", [entry.scope, entry.subject].filter(Boolean).join(" · ") || "—"));
    if (entry.value[language()]) box.append(make("p", "value", entry.value[language()]));
    const list = make("dl");
    const row = (field, text, code) => {
      if (text === null || text === undefined || text === "" || text === false) return;
      const value = make("dd", "", text);
      if (code) value.append(" ", make("code", "", code));
      list.append(make("dt", "", words("field", field)), value);
    };
    row("period", entry.years);
    row("indicator", entry.indicator);
    row("measure", entry.measure && words("measure", entry.measure));
    row("direction", entry.direction && words("direction", entry.direction));
    row("bound", entry.bound && words("bound", entry.bound));
    row("relation", relation(entry));
    row("modality", entry.modality && words("modality", entry.modality));
    row("grade", entry.grade && words("grade", entry.grade));
    row("stage", entry.stage && words("stage", entry.stage));
    row("members", entry.members && entry.members.map((member) => member.name).join(" · "));
    row("certainty", entry.certainty !== null && Math.round(entry.certainty * 100) + "%");
    row("section", entry.sectionTitle && words("role", entry.sectionTitle));
    row("span", entry.span.join("–"), entry.id);
    box.append(list);
    box.append(make("blockquote", "", entry.quote));
    return box;
  }

  function button(name, sign, act) {
    const element = make("button", "", sign);
    element.type = "button";
    element.id = name;
    element.setAttribute("aria-label", words("page", name));
    element.addEventListener("click", act);
    return element;
  }

  function render() {
    const numbers = current ? covers.get(current).filter(visible) : [];
    detail.classList.toggle("open", numbers.length > 0);
    if (!numbers.length) {
      detail.replaceChildren(hint);
      return;
    }
    const bar = make("div", "bar");
    const notes = [];
    if (numbers.length > 1) notes.push(words("page", "several").replace("{n}", numbers.length));
    if (pinned) notes.push(words("page", "pinned"));
    bar.append(make("span", "", notes.join(" · ")));
    bar.append(button("previous", "↑", () => step(-1)), button("next", "↓", () => step(1)), button("close", "✕", release));
    detail.replaceChildren(bar, ...numbers.map((n) => card(entries[n])));
    detail.scrollTop = 0;
  }

  function show(mark, pin) {
    if (current && current !== mark) current.removeAttribute("aria-pressed");
    current = mark;
    last = mark || last;
    pinned = pin;
    if (mark && mark.id) mark.setAttribute("aria-pressed", String(pin));
    light();
    render();
  }

  function release() {
    show(null, false);
  }

  function go(mark, pin) {
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
    show(mark, pin);
  }

  function step(by) {
    const open = stops.filter((m) => covers.get(m).some(visible));
    if (!open.length) return;
    const after = (m) => last.compareDocumentPosition(m) & Node.DOCUMENT_POSITION_FOLLOWING;
    let at = last ? open.indexOf(last) : -1;
    if (at < 0 && last) at = open.filter((m) => !after(m)).length - (by > 0 ? 1 : 0);
    go(open[(at + by + open.length) % open.length], pinned);
  }

  const markOf = (target) => {
    const mark = target instanceof Element ? target.closest("mark.entry") : null;
    return mark && covers.get(mark).some(visible) ? mark : null;
  };

  const text = document.getElementById("text");
  text.addEventListener("mouseover", (event) => {
    const mark = markOf(event.target);
    if (mark && !pinned && mark !== current) show(mark, false);
  });
  text.addEventListener("focusin", (event) => {
    const mark = markOf(event.target);
    if (mark && mark !== current) show(mark, pinned);
  });
  text.addEventListener("click", (event) => {
    const mark = markOf(event.target);
    if (!mark) {
      if (pinned) release();
    } else if (mark === current && pinned) show(mark, false);
    else show(mark, true);
  });

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-go]") : null;
    if (!link) return;
    event.preventDefault();
    const first = pieces[Number(link.dataset.go)][0];
    if (first) go(first, true);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target === search;
    if (event.key === "Escape") {
      if (typing) {
        search.value = "";
        filter();
        search.blur();
      } else release();
    } else if (typing) {
      if (event.key === "Enter") step(1);
    } else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") search.focus();
    else if ((event.key === "Enter" || event.key === " ") && markOf(event.target)) {
      const mark = markOf(event.target);
      show(mark, !(pinned && current === mark));
    } else return;
    event.preventDefault();
  });

  function filter() {
    const wanted = search.value.trim().toLowerCase();
    const holds = (e) => [e.subject, e.scope, e.indicator, e.quote].some((t) => t && t.toLowerCase().includes(wanted));
    matching = new Set([...entries.keys()].filter((n) => !wanted || holds(entries[n])));
    paint();
    render();
  }
  search.addEventListener("input", filter);

  for (const toggle of document.querySelectorAll(".filters button")) {
    toggle.addEventListener("click", () => {
      const kind = toggle.dataset.kind;
      shown[kind] = !shown[kind];
      toggle.setAttribute("aria-pressed", String(shown[kind]));
      paint();
      render();
    });
  }

  function speak() {
    for (const element of document.querySelectorAll("[data-label]"))
      element.setAttribute("aria-label", words("page", element.dataset.label));
    search.placeholder = words("page", "search");
    for (const element of document.querySelectorAll("[data-reason]"))
      element.title = words("page", "unused") + ": " + words("reason", element.dataset.reason);
    const button = document.getElementById("language");
    button.textContent = language() === "zh" ? "English" : "中文";
    button.lang = language() === "zh" ? "en" : "zh-Hans";
    paint();
    render();
  }
  document.getElementById("language").addEventListener("click", () => {
    root.lang = language() === "zh" ? "en" : "zh-Hans";
    speak();
  });

  window.addEventListener("beforeprint", () => (document.querySelector(".headlines").open = true));
  if (window.matchMedia("(max-width: 60rem)").matches) document.querySelector(".headlines").open = false;
  speak();
  const wanted = entries.findIndex((e) => "#" + e.id === location.hash);
  if (wanted >= 0 && pieces[wanted].length) go(pieces[wanted][0], true);
})();
