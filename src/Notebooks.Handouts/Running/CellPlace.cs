namespace Notebooks.Handouts;

/// <summary>Where a code cell stands in its notebook.</summary>
/// <param name="Number">Its number among all cells, Markdown included, from 1: the one a person counts to.</param>
/// <param name="Id">Its id.</param>
/// <param name="Step">Its number among the cells that are run, from 1.</param>
/// <param name="Steps">How many cells are run in all.</param>
public sealed record CellPlace(int Number, string Id, int Step, int Steps)
{
    /// <summary>The place in words, such as <c>cell 13 (id bias-after-sum)</c>.</summary>
    public override string ToString() => $"cell {Number} (id {Id})";
}
