using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Jint;
using Jint.Native;

namespace Notebooks.Handouts.Formulas;

/// <summary>KaTeX in a JavaScript engine: LaTeX in, HTML with MathML out. Safe to use from many threads.</summary>
/// <remarks>Loading takes a second or two, so the engine is made once; each formula is rendered once, by its content.</remarks>
internal sealed partial class Katex(RenderedCache cache)
{
    private readonly Lazy<Engine> engine = new(Load);
    private readonly Lock oneAtATime = new();
    private readonly ConcurrentDictionary<FormulaKey, RenderedFormula> rendered = new();

    public RenderedFormula Render(FormulaKey formula) => rendered.GetOrAdd(formula, RenderNow);

    private RenderedFormula RenderNow(FormulaKey formula)
    {
        if (Kept(formula) is { } key && cache.Find(key) is { } found)
            return new RenderedFormula(found, null);

        lock (oneAtATime)
        {
            // Another thread may have had the same formula.
            if (rendered.TryGetValue(formula, out var done))
                return done;
            var js = engine.Value;
            var answer = js.Invoke("renderFormula", formula.Definitions, formula.Defines, formula.Tex, formula.Display).AsObject();
            if (answer.Get("html") is JsString written)
            {
                var html = WithoutIdleClasses(written.ToString());
                if (Kept(formula) is { } mayKeep)
                    cache.Add(mayKeep, html);
                return new RenderedFormula(html, null);
            }
            return new RenderedFormula(null, KatexComplaint.InPlainWords(answer.Get("message").ToString(), (int)answer.Get("position").AsNumber()));
        }
    }

    /// <summary>The name of the formula in the cache; null for one that makes or uses macros, which means something only among its neighbours.</summary>
    private static string? Kept(FormulaKey formula) =>
        formula.Defines || formula.Definitions.Length > 0 ? null : (formula.Display ? "$$" : "$") + formula.Tex;

    /// <summary>The same HTML without the classes that no rule names: half of what KaTeX writes.</summary>
    private static string WithoutIdleClasses(string html) => ClassAttribute().Replace(html, attribute =>
    {
        var named = string.Join(' ', attribute.Groups["names"].Value.Split(' ').Where(KatexStyle.Classes.Contains));
        return named.Length == 0 ? "" : $" class=\"{named}\"";
    });

    [GeneratedRegex("(?<=<span) class=\"(?<names>[^\"]*)\"")]
    private static partial Regex ClassAttribute();

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
