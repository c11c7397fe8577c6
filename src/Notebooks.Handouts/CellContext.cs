using System.Net;

namespace Notebooks.Handouts;

/// <summary>A cell while its part of the handout is written: what the parts of it share, and where they report what cannot be shown.</summary>
internal sealed class CellContext(Cell cell, int number, PageContext page)
{
    public Cell Cell { get; } = cell;

    /// <summary>The cell's place in the notebook, from 1.</summary>
    public int Number { get; } = number;

    public PageContext Page { get; } = page;

    /// <summary>What stands in the HTML for the formula; where it cannot be read, its source, and a problem is on record.</summary>
    public string Formula(string tex, bool display, string where)
    {
        var formula = Page.Render(tex, display);
        if (formula.Complaint is not { } complaint)
            return Page.PlaceFor(formula);

        Report(where, tex, complaint);
        return $"<code class=\"nb-unread\">{WebUtility.HtmlEncode(display ? $"$${tex}$$" : $"${tex}$")}</code>";
    }

    public void Report(string where, string subject, string message) =>
        Page.Problems.Add(new HandoutProblem(Number, Cell.Id, where, subject, message));
}
