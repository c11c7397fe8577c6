namespace Notebooks.Kernel.Directives;

/// <summary>A text that is run as a cell: one that a client sent, or one of a file that is imported.</summary>
/// <param name="Name">What errors call it: <c>Cell 3</c>, or a full path.</param>
/// <param name="Code">The text.</param>
internal sealed record CellText(string Name, string Code);
