// On a narrow screen the menu and the tabs of an item stand in a row that moves sideways: the entry of this page is moved into sight.
"use strict";
for (const entry of document.querySelectorAll("nav.places [aria-current], nav.tabs [aria-current]")) {
  const row = entry.closest("nav.tabs, nav.places ul");
  const [outer, inner] = [row.getBoundingClientRect(), entry.getBoundingClientRect()];
  if (inner.left < outer.left || inner.right > outer.right) {
    row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }
}
