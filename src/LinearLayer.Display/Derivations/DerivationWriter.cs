using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LinearLayer.Display;

/// <summary>Writes a verified derivation as Markdown: a chain of equations with indices, one with matrices, then for each step its reason and its verdict.</summary>
/// <remarks>Markdown, because its formulas are rendered by every front end and by a handout; those in HTML are not.</remarks>
internal static partial class DerivationWriter
{
    public static void WriteMarkdown(DerivationReport report, TextWriter writer)
    {
        var text = new StringBuilder($"**{report.Derivation.Name}** {Mark(report.Passed)} {Verdict(report)}\n\n");
        text.Append("With indices:\n\n").Append(Chain([.. report.Steps.Select(step => (step.InIndices.Equation.Latex, step.InIndices.Passed))]));
        text.Append("\nWith matrices:\n\n").Append(Chain([.. report.Steps.Select(step => (step.InMatrices.Equation.Latex, step.InMatrices.Passed))]));
        text.Append('\n');
        for (var i = 0; i < report.Steps.Length; i++)
            text.Append(Step(i + 1, report.Steps[i]));
        writer.Write(text.ToString().TrimEnd('\n'));
    }

    public static void WriteText(DerivationReport report, TextWriter writer)
    {
        var text = new StringBuilder($"{Mark(report.Passed)} {report.Derivation.Name}: {Verdict(report)}");
        for (var i = 0; i < report.Steps.Length; i++)
        {
            var step = report.Steps[i];
            text.Append(CultureInfo.InvariantCulture, $"\n{i + 1}. {Mark(step.Passed)} {step.Step.Name}: {(step.Passed ? $"exact {Numbers(step)}" : "does not hold")}\n   {step.Step.Reason}");
            text.Append($"\n     {LatexText.Of(step.InIndices.Equation.Latex)}\n     {LatexText.Of(step.InMatrices.Equation.Latex)}");
            if (!step.Passed)
                text.Append("\n   ").Append(step.ToString().ReplaceLineEndings("\n   "));
        }

        writer.Write(text);
    }

    private static string Verdict(DerivationReport report) => report.Passed
        ? $"all {report.Steps.Length} steps hold exactly at {report.Sizes}; numeric error {Error(report.NumericError)}"
        : $"{report.Steps.Count(step => !step.Passed)} of {report.Steps.Length} steps {(report.Steps.Count(step => !step.Passed) == 1 ? "does" : "do")} not hold at {report.Sizes}";

    /// <summary>Equations under each other, aligned at the sign; where one begins with what the last ended with, that is not written again.</summary>
    private static string Chain(IReadOnlyList<(string Latex, bool Passed)> equations)
    {
        List<string> lines = [];
        var last = "";
        for (var i = 0; i < equations.Count; i++)
        {
            var (left, right) = Sides(equations[i].Latex);
            var mark = equations[i].Passed ? @"\checkmark" : @"\boldsymbol{\times}";
            var sign = equations[i].Passed ? "=" : @"\mathrel{\boxed{\neq}}";
            lines.Add(string.Create(CultureInfo.InvariantCulture, $@"{(left == last ? "" : left)} &{(right == "" ? "" : sign)} {right} && ({i + 1})\;{mark}"));
            last = right;
        }

        return $"$$\n\\begin{{aligned}}\n{string.Join(" \\\\[1.4ex]\n", lines)}\n\\end{{aligned}}\n$$\n";
    }

    /// <summary>Both sides of an equation: what stands before and behind its first sign that is in no braces.</summary>
    private static (string Left, string Right) Sides(string latex)
    {
        var depth = 0;
        for (var i = 0; i < latex.Length; i++)
        {
            depth += latex[i] == '{' ? 1 : latex[i] == '}' ? -1 : 0;
            if (depth == 0 && latex[i] == '=')
                return (latex[..i].Trim(), latex[(i + 1)..].Trim());
        }

        return (latex, "");
    }

    private static string Step(int number, StepVerdict step)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{number}. {Mark(step.Passed)} **{Words(step.Step.Name)}.** {Words(step.Step.Reason)} ");
        if (step.Passed)
            return text.Append($"*Exact {Numbers(step)}.*\n").ToString();

        text.Append("**This step does not hold.**\n");
        foreach (var (notation, verdict) in ((string, EquationVerdict)[])[("With indices", step.InIndices), ("With matrices", step.InMatrices)])
        {
            if (verdict.Passed)
                continue;
            text.Append($"   - {notation}: ");
            if (verdict.FirstDifference is { } difference)
            {
                text.Append($"{Count(verdict)}{difference.Place}, ")
                    .Append($"left ${Short(difference.Left)}$, right ${Short(difference.Right)}$.\n");
            }
            else
            {
                // Two spaces end a line.
                text.Append(string.Join("  \n     ", (verdict.Problem ?? verdict.ToString()).Split('\n').Select(line => Plain(line.Trim())))).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Count(EquationVerdict verdict) => verdict.Equation.IsOfNumbers ? "they differ: "
        : string.Create(CultureInfo.InvariantCulture, $"{verdict.Differing} of {verdict.Entries} entries {(verdict.Differing == 1 ? "differs" : "differ")}; first ");

    /// <summary>A sum, cut where it is long.</summary>
    private static string Short(Polynomial sum)
    {
        const int most = 6;
        if (sum.Terms.Length <= most)
            return Latex.Of(sum);
        var first = sum.Terms.Take(most - 1).Aggregate(Polynomial.Zero, (part, term) =>
            part + term.Monomial.Factors.Aggregate((Polynomial)term.Coefficient, (product, factor) => product * Polynomial.Pow(factor.Variable, factor.Power)));
        return $@"{Latex.Of(first)} + \dots";
    }

    private static string Numbers(StepVerdict step) => $"at {step.InIndices.Sizes}; numeric error {Error(step.NumericError)}";

    private static string Mark(bool passed) => passed ? "✓" : "✗";

    /// <summary>Words in which an entry such as w_ij is a formula.</summary>
    private static string Words(string text) => Entry().Replace(Plain(text), "$$${letter}_{${indices}}$$");

    [GeneratedRegex(@"\b(?<letter>[A-Za-z])\\_(?<indices>[a-z]+)\b")]
    private static partial Regex Entry();

    /// <summary>Words that Markdown leaves as they are: p_nm, dw*, [1] are no emphasis and no link.</summary>
    private static string Plain(string text) => text.Replace(@"\", @"\\").Replace("_", @"\_").Replace("*", @"\*").Replace("[", @"\[").Replace("<", "&lt;").Replace("$", @"\$");

    private static string Error(double? error) => (error ?? double.NaN).ToString("G2", CultureInfo.InvariantCulture).Replace('E', 'e');
}
