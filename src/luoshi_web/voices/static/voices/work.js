// A sum that keeps programs out: numbers whose SHA-256 begins with zeros. No cookie, no other site; without this file the question stands.
// SHA-256 is written out because browsers offer theirs on HTTPS alone.
"use strict";
(() => {
  const K = new Int32Array(64), H = new Int32Array(8);
  for (let prime = 2, n = 0; n < 64; prime++) {
    let divisor = 2;
    while (divisor * divisor <= prime && prime % divisor) divisor++;
    if (divisor * divisor <= prime) continue;
    const part = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
    if (n < 8) H[n] = part(Math.sqrt(prime));
    K[n++] = part(Math.cbrt(prime));
  }
  const W = new Int32Array(64);
  // The first two words of the digest of at most 55 ASCII characters: no piece asks for more than 64 bits of zeros.
  const digest = (text) => {
    W.fill(0, 0, 16);
    for (let i = 0; i < text.length; i++) W[i >> 2] |= text.charCodeAt(i) << (24 - (i & 3) * 8);
    W[text.length >> 2] |= 0x80 << (24 - (text.length & 3) * 8);
    W[15] = text.length * 8;
    for (let i = 16; i < 64; i++) {
      const x = W[i - 15], y = W[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = H;
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    return [(a + H[0]) >>> 0, (b + H[1]) >>> 0];
  };
  const zeros = ([first, second]) => (first ? Math.clz32(first) : 32 + Math.clz32(second));
  const solve = (nonce, piece, bits) => {
    for (let number = 0; ; number++) if (zeros(digest(`${nonce}:${piece}:${number}`)) >= bits) return number;
  };

  if (typeof document === "undefined") {  // in a worker, so that the page stays quick
    onmessage = ({ data }) => {
      for (let piece = 0; piece < data.pieces; piece++) postMessage(solve(data.nonce, piece, data.bits));
    };
    return;
  }

  for (const gate of document.querySelectorAll("fieldset[data-work]")) {
    const form = gate.closest("form"), status = gate.querySelector(".status"), question = gate.querySelector(".question");
    const said = gate.dataset, pieces = Number(said.pieces), bits = Number(said.bits), found = [];
    let begun = false, sender = null;
    const tell = (text) => { if (status.textContent !== text) status.textContent = text; };
    const giveUp = () => { question.hidden = false; status.hidden = true; begun = false; sender = null; found.length = 0; };
    const take = (number) => {
      found.push(number);
      if (found.length < pieces) {
        if (found.length * 4 % pieces === 0) tell(said.step.replace("{done}", found.length).replace("{all}", pieces));
        return;
      }
      form.elements.work.value = found.join(",");
      tell(said.done);
      if (sender) form.submit();
    };
    const begin = () => {
      if (begun) return;
      begun = true;
      question.hidden = true;
      status.hidden = false;
      tell(said.begin);
      try {
        const worker = new Worker(said.script);
        worker.onmessage = ({ data }) => take(data);
        worker.onerror = giveUp;
        worker.postMessage({ nonce: said.nonce, pieces, bits });
      } catch {
        giveUp();
      }
    };
    question.hidden = true;
    status.hidden = false;
    tell(said.begin);
    form.addEventListener("focusin", begin, { once: true });
    form.addEventListener("submit", (event) => {
      if (form.elements.work.value || !question.hidden) return;
      event.preventDefault();
      sender = event.submitter || form;
      begin();
      tell(said.wait);
    });
  }
})();
