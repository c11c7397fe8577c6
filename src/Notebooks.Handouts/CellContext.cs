using Notebooks.Handouts.Formulas;

namespace Notebooks.Handouts;

/// <summary>A cell while its part of the handout is written: what the parts of it share, and where they report what cannot be shown.</summary>
internal sealed class CellContext(Cell cell, int number, NotebookFormulas formulas, string? folder, List<HandoutProblem> problems)
{
    public Cell Cell { get; } = cell;

    /// <summary>The cell's place in the notebook, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>The folder that relative addresses start from; null where the notebook has none.</summary>
    public string? Folder { get; } = folder;

    /// <summary>The formula's HTML; where it has none, nothing, and a problem is on record.</summary>
    public string Formula(string tex, bool display, string where)
    {
        var formula = formulas.Render(tex, display);
        if (formula.Complaint is { } complaint)
            Report(where, tex, complaint);
        return formula.Html ?? "";
    }

    public void Report(string where, string subject, string message) =>
        problems.Add(new HandoutProblem(Number, Cell.Id, where, subject, message));
}
