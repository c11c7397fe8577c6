// Runs in the exporter, after katex.min.js. One formula in, its HTML or KaTeX's complaint out.
// A formula may define macros for those after it, as in Jupyter and VS Code: `definitions` is the text of all
// formulas so far that did, so that one call's answer depends on its arguments alone.
const macrosAfter = { "": {} };

function renderFormula(definitions, defines, tex, display) {
  const macros = { ...macrosAfter[definitions] };
  try {
    const html = katex.renderToString(tex, {
      displayMode: display,
      output: "htmlAndMathml",
      strict: "error",
      throwOnError: true,
      globalGroup: true,
      macros,
      trust: ({ command }) => { throw new katex.ParseError(`${command} is not allowed in a handout`); },
    });
    if (defines) macrosAfter[definitions + tex + "\n"] = macros;
    return { html };
  } catch (error) {
    return { message: error.rawMessage ?? String(error), position: error.position ?? -1 };
  }
}
