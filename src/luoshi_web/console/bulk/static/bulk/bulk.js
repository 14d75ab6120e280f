/* One box that ticks all rows of the page, and how many are ticked. Without it each row has its own box and the form its choice of the whole page. */
"use strict";
const boxes = () => [...document.querySelectorAll('input[name="row"][form="bulk"]')];
let last = null;
function told() {
  const count = boxes().filter((box) => box.checked).length;
  for (const place of document.querySelectorAll("[data-ticked]")) place.textContent = count ? `(${count})` : "";
  const all = document.querySelector("[data-tick-all]");
  if (all) { all.checked = count > 0 && count === boxes().length; all.indeterminate = count > 0 && count < boxes().length; }
}
function ticked() {
  const scope = document.querySelector('#bulk input[name="scope"][value="ticked"]');
  if (scope) scope.checked = true;
  told();
}
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) {
    for (const box of boxes()) box.checked = event.target.checked;
    ticked();
  } else if (event.target.matches('input[name="row"][form="bulk"]')) ticked();
});
/* Shift and a click tick all rows between this one and the last. */
document.addEventListener("click", (event) => {
  if (!event.target.matches('input[name="row"][form="bulk"]')) return;
  const found = boxes();
  if (event.shiftKey && last && found.includes(last)) {
    const [one, other] = [found.indexOf(last), found.indexOf(event.target)].sort((a, b) => a - b);
    for (const box of found.slice(one, other + 1)) box.checked = event.target.checked;
    ticked();
  }
  last = event.target;
});
addEventListener("pageshow", told);
