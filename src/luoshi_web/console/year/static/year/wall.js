// A screen on a wall has nobody before it who would ask again: every five minutes the page does.
"use strict";
setTimeout(() => location.reload(), 300000);
