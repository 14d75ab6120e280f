// On a narrow screen the menu opens at a button, lists stand as cards with the head of each column beside its cell, and the tabs of an item
// stand in a row that moves sideways, where the entry of this page is moved into sight.
"use strict";
const opener = document.querySelector("button.opens-menu");
if (opener) {
  const menu = document.getElementById(opener.getAttribute("aria-controls"));
  menu.classList.add("folds");
  opener.hidden = false;
  const turn = (open) => { opener.setAttribute("aria-expanded", String(open)); menu.classList.toggle("open", open); };
  opener.addEventListener("click", () => turn(opener.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (key) => { if (key.key === "Escape" && menu.classList.contains("open")) { turn(false); opener.focus(); } });
}
const cards = (root) => {
  for (const table of root.querySelectorAll(".wide:not(.plain) > table:not(.cards)")) {
    const heads = table.tHead && table.tHead.rows.length === 1 ? [...table.tHead.rows[0].cells] : [];
    if (heads.length < 3 || heads.some((head) => head.colSpan > 1)) continue;
    for (const row of table.tBodies[0] ? table.tBodies[0].rows : []) {
      if (row.cells.length !== heads.length) continue;
      [...row.cells].forEach((cell, at) => { cell.dataset.head = heads[at].textContent.trim(); });
    }
    // A table whose rows are laid out as blocks is no table any more to a screen reader unless it is told so.
    table.setAttribute("role", "table");
    for (const part of table.querySelectorAll("thead, tbody")) part.setAttribute("role", "rowgroup");
    for (const row of table.rows) { row.setAttribute("role", "row"); for (const cell of row.cells) cell.setAttribute("role", cell.tagName === "TD" ? "cell" : cell.scope === "row" ? "rowheader" : "columnheader"); }
    table.classList.add("cards");
  }
};
cards(document);
document.addEventListener("htmx:afterSwap", () => cards(document));
for (const entry of document.querySelectorAll("nav.places [aria-current], nav.tabs [aria-current]")) {
  const row = entry.closest("nav.tabs, nav.places ul");
  const [outer, inner] = [row.getBoundingClientRect(), entry.getBoundingClientRect()];
  if (inner.left < outer.left || inner.right > outer.right) {
    row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }
}
