using System.Globalization;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Notebooks.Handouts;

/// <summary>The checks that a notebook's outputs show: elements of class <c>ll-check</c>, whatever made them.</summary>
/// <param name="Passed">How many of them passed.</param>
/// <param name="Failed">How many say that they did not: those with <c>data-check="failed"</c>.</param>
public sealed record CheckSummary(int Passed, int Failed)
{
    /// <summary>Counts the checks in the outputs that a notebook holds.</summary>
    public static CheckSummary Of(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);

        var parser = new HtmlParser();
        var checks = (
            from output in notebook.Cells.SelectMany(cell => cell.Outputs)
            let data = output switch { DisplayOutput display => display.Data, ExecuteResult result => result.Data, _ => null }
            where data?["text/html"] is JsonValue value && value.TryGetValue<string>(out _)
            let html = (string)data["text/html"]!
            where html.Contains(Class, StringComparison.Ordinal)
            from check in In(parser.ParseDocument(html).Body!)
            select HasFailed(check)).ToList();
        return new CheckSummary(checks.Count(failed => !failed), checks.Count(failed => failed));
    }

    /// <summary>The class of an element that is a check.</summary>
    internal const string Class = "ll-check";

    /// <summary>The checks in a part of a page; one within another is a part of it.</summary>
    internal static IEnumerable<IElement> In(IElement part) =>
        part.QuerySelectorAll("." + Class).Where(check => check.ParentElement?.Closest("." + Class) is null);

    /// <summary>Whether the check says of itself that it failed.</summary>
    internal static bool HasFailed(IElement check) => check.GetAttribute("data-check") == "failed";

    /// <summary>The summary in words, such as <c>12 checks, all passed</c>, or <c>no checks</c>.</summary>
    public override string ToString() => (Passed, Failed) switch
    {
        (0, 0) => "no checks",
        (1, 0) => "1 check, passed",
        (var passed, 0) => string.Create(CultureInfo.InvariantCulture, $"{passed} checks, all passed"),
        var (passed, failed) => string.Create(CultureInfo.InvariantCulture, $"{passed + failed} {(passed + failed == 1 ? "check" : "checks")}, {failed} failed"),
    };
}
