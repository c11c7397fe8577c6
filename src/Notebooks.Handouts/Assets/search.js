{
  // The search of a site. The index is a script, loaded at the first use: a page from a file may read no other file.
  // Letters without accents and capitals, each at its place, so that what is found can be marked in the text.
  const plain = text => text.replace(/[^\0-\x7f]/gu, letter => {
    const bare = letter.normalize("NFKD").replace(/\p{M}/gu, "");
    return bare.length === letter.length ? bare : letter;
  }).toLowerCase();

  addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(".nb-search");
    if (!box) return;
    const input = box.querySelector("input");
    const list = box.querySelector(".nb-found");
    const count = box.querySelector(".nb-count");
    let loading, sections, chosen = -1;
    box.hidden = false;

    const load = () => loading ??= new Promise((done, failed) => {
      document.head.append(Object.assign(document.createElement("script"), { src: box.dataset.index, onload: done, onerror: failed }));
    }).then(() => sections = nbSearchIndex.map(section => section.map(text => text.normalize())).map(([page, heading, address, text]) => ({ page, heading, address, text, plain: [plain(heading), plain(page), plain(text)] })));

    function find(words) {
      const scored = sections.map(section => {
        let score = 0;
        for (const word of words) {
          const points = section.plain.reduce((sum, part, i) => sum + (part.includes(word) ? [8, 3, 1][i] : 0), 0);
          if (points === 0) return { section, score: 0 };
          score += points;
        }
        return { section, score };
      });
      return scored.filter(found => found.score > 0).sort((one, other) => other.score - one.score).slice(0, 12).map(found => found.section);
    }

    // A line around the first word found, the words marked.
    function excerpt(section, words) {
      const line = document.createElement("small");
      const first = Math.max(0, Math.min(...words.map(word => section.plain[2].indexOf(word)).filter(place => place >= 0), section.text.length) - 40);
      const at = first === 0 ? 0 : section.text.indexOf(" ", first) + 1; // no word is cut
      let rest = section.text.slice(at, at + 140);
      if (at + 140 < section.text.length) rest = rest.slice(0, Math.max(rest.lastIndexOf(" "), 60)) + " …";
      if (at > 0) line.append("… ");
      while (rest) {
        const lower = plain(rest);
        const places = words.map(word => [lower.indexOf(word), word.length]).filter(([place]) => place >= 0).sort((one, other) => one[0] - other[0]);
        const [start, length] = places[0] ?? [rest.length, 0];
        line.append(rest.slice(0, start));
        if (length) line.append(Object.assign(document.createElement("mark"), { textContent: rest.slice(start, start + length) }));
        rest = rest.slice(start + length);
      }
      return line;
    }

    function choose(number) {
      const options = [...list.children];
      chosen = options.length ? (number + options.length) % options.length : -1;
      options.forEach((option, i) => option.setAttribute("aria-selected", i === chosen));
      if (chosen >= 0) {
        input.setAttribute("aria-activedescendant", options[chosen].id);
        options[chosen].scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }

    function show(found, words) {
      list.replaceChildren(...found.map((section, i) => {
        const option = Object.assign(document.createElement("a"), { href: box.dataset.top + section.address, id: `nb-found-${i}`, tabIndex: -1 });
        option.setAttribute("role", "option");
        option.append(Object.assign(document.createElement("strong"), { textContent: section.heading }));
        if (section.heading !== section.page) option.append(Object.assign(document.createElement("span"), { textContent: section.page }));
        option.append(excerpt(section, words));
        return option;
      }));
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", !list.hidden);
      choose(-1 + (found.length ? 1 : 0));
    }

    async function search() {
      const words = plain(input.value.normalize()).split(/\s+/).filter(Boolean);
      if (words.length === 0) {
        show([], []);
        count.textContent = "";
        return;
      }
      await load();
      const found = find(words);
      show(found, words);
      count.textContent = found.length === 0 ? "Nothing found" : found.length === 1 ? "1 place" : `${found.length} places`;
    }

    const close = () => { show([], []); count.textContent = ""; };
    input.addEventListener("focus", load, { once: true });
    input.addEventListener("input", search);
    input.addEventListener("keydown", event => {
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen - 1);
      else if (event.key === "Enter" && chosen >= 0) list.children[chosen].click();
      else if (event.key === "Escape") { input.value = ""; close(); }
      else return;
      event.preventDefault();
    });
    list.addEventListener("click", () => setTimeout(close));
    box.addEventListener("focusout", event => { if (!box.contains(event.relatedTarget)) close(); });
  });
}
