// The search of an exported site: the shards beside the pages are loaded as they are needed, and nothing is asked of a server.
// The index yields paragraphs with all pairs of the words; the text itself decides.
(() => {
  const page = document.getElementById("found");
  if (!page) return;
  const folder = new URL("../search/", document.currentScript.src).href, most = 40, longest = 60;
  const held = { texts: {}, pairs: {} };
  window.luoshi = {
    about: (said) => { held.about = said; },
    texts: (number, said) => { held.texts[number] = said; },
    pairs: (number, said) => { held.pairs[number] = said; },
  };
  const load = (name) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `${folder}${name}.js`;
    script.onload = () => { script.remove(); done(); };
    script.onerror = () => failed(new Error(name));
    document.head.append(script);
  });
  const blank = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  const plain = (character) => {
    const code = character.codePointAt(0);
    const narrow = code > 0xff00 && code < 0xff5f ? String.fromCodePoint(code - 0xfee0) : code === 0x3000 || code === 0xa0 ? " " : character;
    return Array.from(narrow.toLowerCase())[0] ?? narrow;
  };
  // A text as a row of characters without its blanks, and where each of them stood
  const folded = (characters) => {
    const text = [], places = [];
    characters.forEach((character, at) => { const one = plain(character); if (!blank.test(one)) { text.push(one); places.push(at); } });
    return { text, places };
  };
  const hits = (characters, wanted) => {
    const { text, places } = folded(characters), found = [];
    for (let at = 0; at + wanted.length <= text.length;) {
      if (wanted.every((one, n) => text[at + n] === one)) {
        found.push([places[at], places[at + wanted.length - 1] + 1]);
        at += wanted.length;
      } else at += 1;
    }
    return found;
  };
  const sentences = (characters) => {
    const found = [];
    let begin = 0;
    const end = (at) => { if (at > begin) found.push([begin, at]); };
    characters.forEach((one, at) => {
      if (/[。；;！？!?]/.test(one)) { if (at > begin) found.push([begin, at + 1]); begin = at + 1; }
      else if (/[\r\n]/.test(one)) { end(at); begin = at + 1; }
    });
    end(characters.length);
    return found.length ? found : [[0, characters.length]];
  };
  // One sentence, one hit; it belongs to the line that its first mark stands in
  const within = ([number, text, lines], wanted) => {
    const characters = Array.from(text), all = sentences(characters), homes = new Map();
    for (const mark of hits(characters, wanted)) {
      let home = all.findIndex(([begin, end]) => begin <= mark[0] && mark[0] < end);
      if (home < 0) home = all.length - 1;
      homes.set(home, [...(homes.get(home) ?? []), mark]);
    }
    return [...homes].map(([home, marks]) => {
      const begin = all[home][0], end = Math.max(all[home][1], marks.at(-1)[1]);
      const line = lines.find(([start, stop]) => start < marks[0][1] && marks[0][0] < stop);
      return { number, line, begin, characters: characters.slice(begin, end), marks: marks.map(([a, b]) => [a - begin, b - begin]) };
    });
  };
  const candidates = async (wanted) => {
    const pairs = [...new Set(wanted.slice(1).map((one, at) => wanted[at] + one))];
    const shard = (pair) => { const [one, other] = Array.from(pair); return (one.codePointAt(0) * 31 + other.codePointAt(0)) % held.about.shards; };
    await Promise.all([...new Set(pairs.map(shard))].filter((n) => !held.pairs[n]).map((n) => load(`g-${n}`)));
    let found;
    for (const pair of pairs) {
      let at = 0;
      const places = (held.pairs[shard(pair)][pair] ?? []).map((step) => (at += step));
      const here = new Set(places);
      found = found ? found.filter((place) => here.has(place)) : places;
    }
    return found ?? [];
  };
  const reportOf = (paragraph) => {
    const { reports } = held.about;
    let low = 0, high = reports.length - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; if (reports[middle][3] <= paragraph) low = middle; else high = middle - 1; }
    return low;
  };
  const element = (name, text, more = {}) => Object.assign(document.createElement(name), text === undefined ? {} : { textContent: text }, more);
  const shown = (hit, report) => {
    const [path, place, year] = held.about.reports[report];
    const item = element("li"), head = element("p", undefined, { className: "lead" }), quote = element("blockquote", undefined, { className: "said", lang: "zh-Hans" });
    const link = element("a", undefined, { href: `${page.dataset.root}${path}report/index.html#${hit.line ? hit.line[2] : `p${hit.number}`}` });
    link.append(element("span", place, { lang: "zh-Hans" }), " ", element("span", year, { className: "num" }));
    const kind = page.dataset[hit.line?.[3] || "none"] ?? "";
    head.append(link, " · ", hit.line ? element("a", kind, { href: `${page.dataset.root}l/${hit.line[2]}/index.html` }) : kind);
    let at = 0;
    for (const [begin, end] of hit.marks) {
      quote.append(hit.characters.slice(at, begin).join(""), element("mark", hit.characters.slice(begin, end).join("")));
      at = end;
    }
    quote.append(hit.characters.slice(at).join(""));
    item.append(head, quote);
    return item;
  };
  const narrow = (name, values) => {
    const list = document.getElementById(name), chosen = asked.get(name) ?? "";
    for (const value of values) list.append(element("option", value, { value, selected: String(value) === chosen }));
    return chosen;
  };
  const asked = new URLSearchParams(location.search), words = asked.get("q")?.trim() ?? "";
  const say = (text) => { page.querySelector("p.count").textContent = text; };
  const run = async () => {
    await load("about");
    const year = narrow("year", [...new Set(held.about.reports.map((one) => one[2]))]);
    const place = narrow("place", [...new Set(held.about.reports.map((one) => one[1]))].sort());
    document.getElementById("q").value = words;
    const wanted = folded(Array.from(words)).text.slice(0, longest);
    if (wanted.length < 2) { if (words) say(page.dataset.short); return; }
    const fits = (paragraph) => { const one = held.about.reports[reportOf(paragraph)]; return (!year || String(one[2]) === year) && (!place || one[1] === place); };
    const rest = (await candidates(wanted)).filter(fits), list = page.querySelector("ul"), more = page.querySelector("button");
    let total = 0;
    const some = async () => {
      let drawn = 0;
      while (rest.length && drawn < most) {
        const paragraph = rest.shift(), report = reportOf(paragraph);
        if (!held.texts[report]) await load(`t-${report}`);
        const found = within(held.texts[report][paragraph - held.about.reports[report][3]], wanted);
        found.forEach((hit) => list.append(shown(hit, report)));
        drawn += found.length;
      }
      total += drawn;
      more.hidden = !rest.length;
      say((rest.length ? page.dataset.first : total ? page.dataset.all : page.dataset.nowhere).replace("{n}", total));
      page.dataset.done = total;
    };
    more.addEventListener("click", some);
    await some();
  };
  run().catch((error) => say(`${page.dataset.failed} (${error.message})`));
})();
