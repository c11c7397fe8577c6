using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Formulas;

/// <summary>The formulas of one notebook, in reading order: a macro that one defines holds in those after it.</summary>
internal sealed partial class NotebookFormulas(Katex katex)
{
    private string definitions = "";

    /// <summary>The formula, or KaTeX's complaint.</summary>
    public RenderedFormula Render(string tex, bool display)
    {
        var defines = Definition().IsMatch(tex);
        var formula = katex.Render(new FormulaKey(definitions, defines, tex, display));
        if (defines && formula.Html is not null)
            definitions += tex + "\n";
        return formula;
    }

    [GeneratedRegex(@"\\(?:(?:re)?newcommand|providecommand|[gex]?def|let|futurelet|global|long)(?![A-Za-z])")]
    private static partial Regex Definition();
}
