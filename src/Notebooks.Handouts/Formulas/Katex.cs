using System.Collections.Concurrent;
using Jint;
using Jint.Native;

namespace Notebooks.Handouts.Formulas;

/// <summary>KaTeX in a JavaScript engine: LaTeX in, HTML with MathML out. Safe to use from many threads.</summary>
/// <remarks>Loading takes a second or two, so the engine is made once; each formula is rendered once, by its content.</remarks>
internal sealed class Katex
{
    private readonly Lazy<Engine> engine = new(Load);
    private readonly Lock oneAtATime = new();
    private readonly ConcurrentDictionary<FormulaKey, RenderedFormula> rendered = new();

    /// <summary>Loads KaTeX and renders a formula that touches its common parts, so that the next one is quick.</summary>
    public void WarmUp() => Render(new FormulaKey(
        "", Defines: false, @"\frac{\partial L}{\partial w} = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \sum_{n=1}^N \sqrt{x}", Display: true));

    public RenderedFormula Render(FormulaKey formula) => rendered.GetOrAdd(formula, RenderNow);

    private RenderedFormula RenderNow(FormulaKey formula)
    {
        lock (oneAtATime)
        {
            var js = engine.Value;
            var answer = js.Invoke("renderFormula", formula.Definitions, formula.Defines, formula.Tex, formula.Display).AsObject();
            return answer.Get("html") is JsString html
                ? new RenderedFormula(html.ToString(), null)
                : new RenderedFormula(null, KatexComplaint.InPlainWords(answer.Get("message").ToString(), (int)answer.Get("position").AsNumber()));
        }
    }

    private static Engine Load()
    {
        // Most of KaTeX's regular expressions never run: compiling them all would double the time.
        var parsing = new ScriptParsingOptions { CompileRegex = false };
        // Enough for braces two hundred deep; past it KaTeX hears of a full stack, which would otherwise end the process.
        var js = new Engine(options => options.Constraints.MaxExecutionStackCount = 500);
        foreach (var script in (string[])["katex/katex.min.js", "formulas.js"])
            js.Execute(Asset.Text(script), script, parsing);
        return js;
    }
}

/// <summary>All that the look of a formula depends on.</summary>
/// <param name="Definitions">The formulas before it that defined macros, a line each.</param>
/// <param name="Defines">Whether this one defines macros too.</param>
/// <param name="Tex">The LaTeX, without delimiters.</param>
/// <param name="Display">Whether the formula stands on a line of its own.</param>
internal readonly record struct FormulaKey(string Definitions, bool Defines, string Tex, bool Display);

/// <summary>What became of a formula: its HTML, or why there is none.</summary>
internal sealed record RenderedFormula(string? Html, string? Complaint);
