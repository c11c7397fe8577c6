(() => {
  if (window.llCharts) { window.llCharts.draw(); return; }
  const drawn = new WeakMap();
  const all = () => document.querySelectorAll('.ll-chart-panel');

  // A colour as the page has it now. plotly.js knows no custom properties and no colours newer than rgb().
  const colourReader = panel => {
    const known = new Map();
    const probe = panel.appendChild(document.createElement('span'));
    probe.hidden = true;
    const read = colour => {
      probe.style.color = `color-mix(in srgb, ${colour} 100%, transparent 0%)`;
      const text = getComputedStyle(probe).color;
      const [r, g, b, a] = text.match(/[\d.]+(e-?\d+)?/g).map(Number);
      const scale = text.startsWith('color') ? 255 : 1;
      return `rgba(${[r, g, b].map(part => Math.round(part * scale)).join(', ')}, ${a ?? 1})`;
    };
    return {
      read: colour => { if (!known.has(colour)) known.set(colour, read(colour)); return known.get(colour); },
      family: getComputedStyle(panel).fontFamily,
      done: () => probe.remove(),
    };
  };

  const template = (read, family) => {
    const ink = read('currentColor'), muted = read('var(--ll-muted-color)'), rule = read('color-mix(in srgb, currentColor 16%, transparent)');
    const axis = {
      automargin: true, gridcolor: rule, zerolinecolor: read('color-mix(in srgb, currentColor 35%, transparent)'), zerolinewidth: 1,
      linecolor: rule, ticks: 'outside', ticklen: 4, tickcolor: 'rgba(0, 0, 0, 0)', tickfont: { color: muted }, title: { standoff: 8, font: { size: 13 } },
    };
    return {
      layout: {
        font: { family, size: 12, color: ink },
        paper_bgcolor: 'rgba(0, 0, 0, 0)', plot_bgcolor: 'rgba(0, 0, 0, 0)',
        margin: { l: 4, r: 14, t: 12, b: 4 }, bargap: 0.4,
        xaxis: axis, yaxis: axis,
        legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.02, yanchor: 'bottom', font: { size: 12 } },
        hoverlabel: { bgcolor: read('var(--ll-surface-color)'), bordercolor: muted, font: { color: ink, size: 12 }, align: 'left' },
      },
      data: { heatmap: [{ colorbar: { thickness: 10, outlinewidth: 0, tickfont: { color: muted }, xpad: 4 } }] },
    };
  };

  const draw = panel => {
    const room = panel.clientWidth;
    if (!window.Plotly || !room) return;
    const chart = panel.closest('.ll-chart'), plot = panel.querySelector('.ll-chart-plot');
    const colours = colourReader(panel);
    const { data, layout } = JSON.parse(panel.querySelector('.ll-chart-figure').textContent,
      (key, value) => /^(var\(--|currentColor|color-mix\()/.test(value) ? colours.read(value) : value);
    const isAsMade = chart.classList.contains('ll-chart-as-made');
    if (!isAsMade) layout.template = template(colours.read, colours.family);
    colours.done();
    layout.width = Math.min(room, layout.width ?? room);
    layout.autosize = false;
    layout.dragmode ??= matchMedia('(pointer: fine)').matches ? 'zoom' : false; // a finger is to scroll the page

    const drawing = JSON.stringify([data, layout]);
    if (drawn.get(panel) === drawing) return;
    if (!drawn.has(panel)) {
      plot.replaceChildren();
      chart.querySelector('.ll-chart-missing').hidden = true;
      chart.querySelector('.ll-chart-data')?.removeAttribute('open');
    }
    drawn.set(panel, drawing);
    window.Plotly.react(plot, data, layout, { displayModeBar: isAsMade });
  };

  const redraw = () => all().forEach(panel => { if (drawn.has(panel)) draw(panel); });
  const resizes = new ResizeObserver(entries => entries.forEach(entry => draw(entry.target)));
  const themes = new MutationObserver(() => { requestAnimationFrame(redraw); setTimeout(redraw, 400); });
  themes.observe(document.documentElement, { attributes: true });
  if (document.body) themes.observe(document.body, { attributes: true });
  for (const query of ['(prefers-color-scheme: dark)', 'print']) matchMedia(query).addEventListener('change', redraw);

  const missing = () => {
    all().forEach(draw);
    if (!window.Plotly) document.querySelectorAll('.ll-chart-missing').forEach(note => { note.hidden = false; });
  };
  window.llCharts = {
    draw: () => {
      all().forEach(panel => { resizes.observe(panel); draw(panel); });
      if (!window.Plotly) setTimeout(missing, 1500); // it may come with an output that is still on its way
    },
  };
  window.llCharts.draw();
})();
