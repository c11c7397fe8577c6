// A deck: one card at a time, by buttons or keys. Without this script the page is the list of all cards.
addEventListener("DOMContentLoaded", () => {
  const cards = [...document.querySelectorAll(".nb-card")];
  const list = document.querySelector(".nb-main");
  let order = [...cards.keys()];
  let place = 0;

  const bar = document.createElement("div");
  bar.className = "nb-deck-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Deck");
  const button = (text, keys, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    if (keys) made.setAttribute("aria-keyshortcuts", keys);
    made.onclick = act;
    bar.append(made);
    return made;
  };
  const previous = button("Previous", "ArrowLeft", () => go(place - 1));
  const turn = button("Turn", "Space", () => { fold().open = !fold().open; });
  const next = button("Next", "ArrowRight", () => go(place + 1));
  const shuffle = button("Shuffle", "", () => {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    go(0);
  });
  const all = button("Show all", "", () => { one(list.dataset.nbDeck !== "one"); });
  const where = document.createElement("span");
  where.setAttribute("role", "status");
  bar.append(where);
  document.querySelector(".nb-deck-intro").after(bar);

  const fold = () => cards[order[place]].querySelector("details");

  function go(to) {
    place = Math.max(0, Math.min(cards.length - 1, to));
    cards.forEach((card, index) => card.classList.toggle("nb-current", index === order[place]));
    fold().open = false;
    previous.disabled = place === 0;
    next.disabled = place === cards.length - 1;
    where.textContent = `Card ${place + 1} of ${cards.length}`;
  }

  function one(single) {
    if (single) list.dataset.nbDeck = "one"; else delete list.dataset.nbDeck;
    for (const control of [previous, turn, next, shuffle, where]) control.hidden = !single;
    all.textContent = single ? "Show all" : "One by one";
    go(place);
  }

  addEventListener("keydown", event => {
    if (list.dataset.nbDeck !== "one" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowRight") go(place + 1);
    else if (event.key === "ArrowLeft") go(place - 1);
    // On a button or the fold itself, the browser's own Space must stay.
    else if (event.key === " " && !event.target.closest("button, summary, a")) { turn.click(); event.preventDefault(); }
  });

  one(true);
});
