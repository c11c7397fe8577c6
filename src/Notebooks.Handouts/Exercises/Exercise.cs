namespace Notebooks.Handouts;

/// <summary>A cell whose solution is left out of the student's notebook.</summary>
/// <param name="CellId">The cell's id, by which the exercise is called.</param>
/// <param name="Message">What the cell's error says until the student has written an answer.</param>
/// <param name="Lines">How many lines the solution has.</param>
public sealed record Exercise(string CellId, string Message, int Lines);
