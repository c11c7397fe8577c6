using System.Globalization;

namespace Notebooks.Handouts;

/// <summary>One thing in a notebook that a handout cannot show.</summary>
/// <param name="CellNumber">The cell, counted from 1 in the notebook's order, cells of every kind included.</param>
/// <param name="CellId">The cell's id in the file.</param>
/// <param name="Where">The part of the cell: <c>line 3</c>, <c>an output</c>.</param>
/// <param name="Subject">What cannot be shown, as written: a formula, the address of a picture.</param>
/// <param name="Message">Why, and what to do.</param>
public sealed record HandoutProblem(int CellNumber, string CellId, string Where, string Subject, string Message)
{
    /// <summary>The problem in two lines: the place, then subject and reason.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"cell {CellNumber} (id {CellId}), {Where}: {Message}\n    {Subject.ReplaceLineEndings("\n    ")}");
}

/// <summary>A notebook has formulas or pictures that a handout cannot show; names every one of them.</summary>
public sealed class HandoutException : Exception
{
    /// <param name="headline">What cannot be made, of which notebook.</param>
    /// <param name="problems">All that stands in the way.</param>
    internal HandoutException(string headline, IReadOnlyList<HandoutProblem> problems)
        : base(headline + "\n" + string.Join('\n', problems.Select(problem => "  " + problem.ToString().ReplaceLineEndings("\n  "))))
    {
        Problems = problems;
    }

    /// <summary>All that stands in the way, in reading order; never empty.</summary>
    public IReadOnlyList<HandoutProblem> Problems { get; }
}
