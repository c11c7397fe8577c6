using System.Text.RegularExpressions;
using Notebooks.Handouts.Prose;

namespace Notebooks.Handouts.Outputs;

/// <summary>A <c>text/latex</c> output as HTML.</summary>
internal static partial class LatexHtml
{
    public static string Write(string latex, CellContext cell, string where, MarkdownHtml markdown)
    {
        var text = latex.Trim();
        if (WholeFormula().Match(text) is { Success: true } formula)
            return cell.Formula(formula.Groups["tex"].Value, display: true, where);
        // Words with formulas among them; or a formula that its maker put no dollars around.
        return Dollars.IndexOfUnescaped(text, "$") >= 0
            ? markdown.Write(text, cell, where)
            : cell.Formula(text, display: true, where);
    }

    [GeneratedRegex(@"^(?:\$\$(?<tex>(?:[^$\\]|\\.)+)\$\$|\$(?<tex>(?:[^$\\]|\\.)+)\$|\\\[(?<tex>.+?)\\\]|\\\((?<tex>.+?)\\\))$", RegexOptions.Singleline)]
    private static partial Regex WholeFormula();
}
