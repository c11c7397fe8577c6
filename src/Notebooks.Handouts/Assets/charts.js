"use strict";
// Unpacks Plotly where the page carries it, then runs the scripts that draw with it. The page is there long before.
(async () => {
  const run = text => document.head.append(Object.assign(document.createElement("script"), { textContent: text }));
  const packed = document.querySelector("script.nb-packed");
  if (packed) {
    const bytes = Uint8Array.from(atob(packed.textContent), letter => letter.charCodeAt(0));
    run(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text());
  }
  for (const script of document.querySelectorAll("script.nb-afterwards")) run(script.textContent);
  document.documentElement.dataset.nbCharts = "drawn";
})();
