(() => {
  const ready = () => document.querySelectorAll(".ll-graph:not([data-ll-ready])").forEach(graph => {
    graph.dataset.llReady = "";
    const buttons = graph.querySelector(".ll-step-buttons");
    const steps = [...graph.querySelectorAll(".ll-steps > li")];
    const parts = [...graph.querySelectorAll("[data-ll-from]")];
    const status = graph.querySelector(".ll-step-status");
    let now = 0; // all steps
    const show = () => {
      graph.classList.toggle("ll-stepping", now !== 0);
      for (const part of parts) {
        const { llFrom, llUntil = 1e9 } = part.dataset;
        part.classList.toggle("ll-later", now !== 0 ? Number(llFrom) > now : false);
        part.classList.toggle("ll-past", now !== 0 ? now >= Number(llUntil) : part.dataset.llUntil !== undefined);
        part.classList.toggle("ll-now", Number(llFrom) === now);
      }
      steps.forEach((step, index) => step.classList.toggle("ll-now", index + 1 === now));
      status.textContent = now === 0 ? `All ${steps.length} steps` : `Step ${now} of ${steps.length}`;
      status.nextElementSibling.textContent = now === 0 ? "" : steps[now - 1].textContent;
    };
    buttons.addEventListener("click", event => {
      const go = event.target.closest("button")?.dataset.llGo;
      if (go === undefined) return;
      now = go === "all" ? 0 : (now + Number(go) + steps.length + 1) % (steps.length + 1);
      show();
    });
    buttons.hidden = false;
    show();
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
