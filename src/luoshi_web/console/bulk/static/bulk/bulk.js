/* One box that ticks all rows of a list on the page, and how many are ticked. Without it each row has its own box and the form its choice of the whole page. */
"use strict";
const ROW = 'input[name="row"][form]';
const boxes = (form) => [...document.querySelectorAll(ROW)].filter((box) => box.getAttribute("form") === form);
let last = null;
function told(form) {
  const count = boxes(form).filter((box) => box.checked).length;
  const place = document.getElementById(form)?.querySelector("[data-ticked]");
  if (place) place.textContent = count ? `(${count})` : "";
  const all = document.querySelector(`[data-tick-all="${form}"]`);
  if (all) { all.checked = count > 0 && count === boxes(form).length; all.indeterminate = count > 0 && count < boxes(form).length; }
}
function ticked(form) {
  const scope = document.getElementById(form)?.querySelector('input[name="scope"][value="ticked"]');
  if (scope) scope.checked = true;
  told(form);
}
document.addEventListener("change", (event) => {
  const all = event.target.dataset?.tickAll;
  if (all) {
    for (const box of boxes(all)) box.checked = event.target.checked;
    ticked(all);
  } else if (event.target.matches(ROW)) ticked(event.target.getAttribute("form"));
});
/* Shift and a click tick all rows between this one and the last. */
document.addEventListener("click", (event) => {
  if (!event.target.matches(ROW)) return;
  const form = event.target.getAttribute("form"), found = boxes(form);
  if (event.shiftKey && last && found.includes(last)) {
    const [one, other] = [found.indexOf(last), found.indexOf(event.target)].sort((a, b) => a - b);
    for (const box of found.slice(one, other + 1)) box.checked = event.target.checked;
    ticked(form);
  }
  last = event.target;
});
addEventListener("pageshow", () => { for (const form of document.querySelectorAll("form.bulk")) told(form.id); });
