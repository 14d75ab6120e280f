/* Words that are marked in the report beside a row become its quote once the button is pressed. Without it they are typed. */
"use strict";
const source = document.querySelector("[data-quote-source]");
const field = document.getElementById("row-quote");
document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  if (!source || !field || !chosen || chosen.isCollapsed || !source.contains(chosen.anchorNode) || !source.contains(chosen.focusNode)) return;
  field.value = chosen.toString().trim();
});
