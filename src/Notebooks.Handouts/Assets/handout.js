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
    letKeysScroll();
  });

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

  // A box that scrolls can be reached by keyboard; one that does not adds no stop on the way.
  function letKeysScroll() {
    const observer = new ResizeObserver(entries => {
      for (const { target: box } of entries) {
        const scrolls = box.scrollWidth > box.clientWidth + 1
          || (box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY !== "hidden");
        box.toggleAttribute("tabindex", scrolls);
        box.toggleAttribute("role", scrolls);
        box.toggleAttribute("aria-label", scrolls);
        if (!scrolls) continue;
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", box.closest("[data-label]")?.dataset.label ?? "Formula");
      }
    });
    // An output may bring boxes of its own.
    for (const box of document.querySelectorAll(".nb-scroll, .katex-display, .nb-output :is(div, pre, section, figure)"))
      if (/auto|scroll/.test(getComputedStyle(box).overflow)) observer.observe(box);
  }
}
