"use strict";
{
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const wide = matchMedia("(min-width: 78rem)");
  const theme = () => root.dataset.nbTheme ?? (dark.matches ? "dark" : "light");

  // Before the first paint. A browser may refuse to remember anything for a page from a file: then it follows the system.
  try {
    const remembered = localStorage.getItem("nb-theme");
    if (remembered) root.dataset.nbTheme = remembered;
  } catch { }

  addEventListener("DOMContentLoaded", () => {
    showThemeButton();
    followContents();
    offerCopies();
    letCodeUnfold();
    shareOneStop();
    requestAnimationFrame(() => setTimeout(afterFirstPaint));
  });

  function afterFirstPaint() {
    root.dataset.nbPainted = "";
    letKeysScroll();
  }

  // Printed to PDF by a program, which has no dialog that asks for the paper.
  const paper = new URLSearchParams(location.search).get("paper");
  if (/^(a4|letter)$/.test(paper)) {
    const size = new CSSStyleSheet();
    size.replaceSync(`@page { size: ${paper}; }`);
    document.adoptedStyleSheets.push(size);
  }

  // Answers that are folded on the screen are open on paper, where that was asked for, and as they were afterwards.
  if (root.dataset.nbAnswers === "printed") {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll(".nb-prose details:not([open])")];
      for (const answer of opened) answer.open = true;
    });
    addEventListener("afterprint", () => { for (const answer of opened) answer.open = false; });
  }

  function showThemeButton() {
    const button = document.querySelector(".nb-theme");
    const say = () => button.textContent = theme() === "dark" ? "Light page" : "Dark page";
    button.onclick = () => {
      root.dataset.nbTheme = theme() === "dark" ? "light" : "dark";
      try { localStorage.setItem("nb-theme", root.dataset.nbTheme); } catch { }
      say();
    };
    dark.addEventListener("change", say);
    say();
    button.hidden = false;
  }

  // The contents stand open beside the text, and folded above it where there is no room. They mark the section being read.
  function followContents() {
    const contents = document.querySelector(".nb-contents details");
    if (!contents) return;
    const fold = () => contents.open = wide.matches;
    wide.addEventListener("change", fold);
    fold();

    const links = [...contents.querySelectorAll("a")];
    const headings = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    contents.addEventListener("click", event => {
      if (event.target.closest("a") && !wide.matches) contents.open = false;
    });

    let current;
    const mark = () => {
      const atEnd = innerHeight + scrollY >= root.scrollHeight - 2;
      const read = headings.findLastIndex(heading => atEnd || heading.getBoundingClientRect().top < innerHeight / 4);
      if (links[read] === current) return;
      current?.removeAttribute("aria-current");
      current = links[read];
      current?.setAttribute("aria-current", "location");
      if (wide.matches) current?.scrollIntoView({ block: "nearest" });
    };
    addEventListener("scroll", mark, { passive: true });
    mark();
  }

  function offerCopies() {
    const said = document.createElement("span");
    said.className = "nb-said";
    said.setAttribute("role", "status");
    for (const code of document.querySelectorAll("main .nb-code")) {
      const frame = document.createElement("div");
      frame.className = "nb-framed";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "nb-copy";
      button.textContent = "Copy";
      const number = code.closest("[role=group]")?.getAttribute("aria-label");
      button.setAttribute("aria-label", `Copy ${number && /\d/.test(number) ? number.toLowerCase() : "the code"}`);
      button.onclick = async () => {
        const done = await copy(code.querySelector("code"));
        button.textContent = said.textContent = done ? "Copied" : "Not copied";
        setTimeout(() => { button.textContent = "Copy"; said.textContent = ""; }, 2000);
      };
      code.replaceWith(frame);
      frame.append(code, button);
    }
    document.body.append(said);
  }

  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(code);
      return document.execCommand("copy");
    }
  }

  function letCodeUnfold() {
    const folds = [...document.querySelectorAll(".nb-fold")];
    if (folds.length === 0) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "nb-unfold" });
    const say = () => button.textContent = folds.every(fold => fold.open) ? "Fold all code" : "Show all code";
    button.onclick = () => {
      const open = !folds.every(fold => fold.open);
      for (const fold of folds) fold.open = open;
    };
    for (const fold of folds) fold.addEventListener("toggle", say);
    say();
    document.querySelector(".nb-bar").prepend(button);
  }

  // A page of many cells is one stop on the way of the Tab key: the one in view. Arrow keys lead to the others.
  function shareOneStop() {
    const stops = [...document.querySelectorAll("main .nb-fold > summary, main .nb-copy")];
    if (stops.length === 0) return;
    let current;
    const put = stop => {
      if (current) current.tabIndex = -1;
      current = stop;
      current.tabIndex = 0;
    };
    for (const stop of stops) {
      stop.tabIndex = -1;
      stop.setAttribute("aria-keyshortcuts", "ArrowDown ArrowUp");
      stop.addEventListener("focus", () => put(stop));
      stop.addEventListener("keydown", event => {
        const shown = stops.filter(other => other.checkVisibility());
        const at = shown.indexOf(stop);
        const next = { ArrowDown: shown[at + 1], ArrowUp: shown[at - 1], Home: shown[0], End: shown.at(-1) }[event.key];
        if (!next) return;
        event.preventDefault();
        next.focus();
      });
    }
    put(stops[0]);
    let waiting;
    addEventListener("scroll", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (stops.includes(document.activeElement)) return;
        const seen = stops.find(stop => stop.getBoundingClientRect().bottom > 0 && stop.checkVisibility());
        if (seen) put(seen);
      }, 100);
    }, { passive: true });
  }

  // A box that scrolls can be reached by keyboard; one that does not adds no stop on the way.
  function letKeysScroll() {
    const observer = new ResizeObserver(entries => {
      for (const { target: box } of entries) {
        const scrolls = box.scrollWidth > box.clientWidth + 1
          || (box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY !== "hidden");
        box.toggleAttribute("tabindex", scrolls);
        if (scrolls) box.tabIndex = 0;
        // Outputs have a name at all times.
        if (box.matches(".nb-output")) continue;
        box.toggleAttribute("role", scrolls);
        box.toggleAttribute("aria-label", scrolls);
        if (!scrolls) continue;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", box.closest("[data-label]")?.dataset.label ?? "Formula");
      }
    });
    // An output may bring boxes of its own.
    for (const box of document.querySelectorAll(".nb-scroll, .katex-display, .nb-output :is(div, pre, section, figure)"))
      if (/auto|scroll/.test(getComputedStyle(box).overflow)) observer.observe(box);
  }
}
