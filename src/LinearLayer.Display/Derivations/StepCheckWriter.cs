using System.Globalization;
using System.Text;

namespace LinearLayer.Display;

/// <summary>Writes the check of a learner's own step. It says where a wrong step differs, and keeps the valid formula to itself: the step is an exercise.</summary>
internal static class StepCheckWriter
{
    public static void WriteHtml(StepCheck check, TextWriter writer)
    {
        var html = new StringBuilder(VerdictMark.Of(check.Passed).Line($"<span class=\"ll-code\">{Figure.Html(Step(check))}</span> {Figure.Html(Verdict(check))}"));
        foreach (var line in Story(check))
            html.Append($"<p class=\"ll-note ll-lines\">{Figure.Html(line)}</p>");
        if (check.Nearest is { } nearest)
            html.Append($"<details class=\"ll-fold\"><summary>A hint</summary><p class=\"ll-note\">{Figure.Html(nearest.Text)}</p></details>");
        Figure.Write(writer, "ll-report", "Check of a step", Table.Rules + "\n.ll-fold > summary { cursor: pointer; color: var(--ll-muted-color); }\n.ll-lines { white-space: pre-wrap; }", html.ToString(), titleIsShown: false);
    }

    public static void WriteText(StepCheck check, TextWriter writer)
    {
        List<string> lines = [$"{VerdictMark.Of(check.Passed).Mark} {Step(check)} {Verdict(check)}", .. Story(check)];
        if (check.Nearest is not null)
            lines.Add("Its property Nearest holds a hint.");
        writer.Write(string.Join('\n', lines).ReplaceLineEndings("\n  "));
    }

    private static string Step(StepCheck check) => check.Goal is null ? check.Written : $"{check.Goal} = {check.Written}";

    private static string Verdict(StepCheck check) => check.Wrong is { } wrong
        ? $"is wrong at {wrong.Sizes}."
        : $"is valid: exact at {string.Join(" and at ", check.Verdicts.Select(verdict => verdict.Sizes))}, numeric error {Error(check.Verdicts.Max(verdict => verdict.NumericError))}.";

    private static IEnumerable<string> Story(StepCheck check)
    {
        if (check.Wrong is not { } wrong)
            yield break;
        if (wrong.Problem is { } problem)
        {
            yield return check.Goal is not null && wrong.LeftShape is { } valid && wrong.RightShape is { } yours
                ? $"{check.Goal} has the shape {valid}, yours {yours}."
                : problem;
        }
        else if (wrong.FirstDifference is { } difference)
        {
            var count = string.Create(CultureInfo.InvariantCulture, $"{wrong.Differing} of {wrong.Entries} entries {(wrong.Differing == 1 ? "differs" : "differ")}. First {difference.Place}: ");
            yield return count + (check.Goal is null ? $"left {difference.Left}, right {difference.Right}." : $"yours is {difference.Right}.");
        }
        else
        {
            yield return $"The formulas are equal, but not the numbers: the numeric error is {Error(wrong.NumericError)}.";
        }

        if (check.Verdicts.TakeWhile(verdict => verdict != wrong).ToList() is [.., var exact])
            yield return $"At {exact.Sizes} it is exact: a size may stand there as a number.";
    }

    private static string Error(double? error) => (error ?? double.NaN).ToString("G2", CultureInfo.InvariantCulture).Replace('E', 'e');
}
