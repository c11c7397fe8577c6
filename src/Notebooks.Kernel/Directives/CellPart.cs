namespace Notebooks.Kernel.Directives;

/// <summary>A part of a cell; the parts are done one after the other.</summary>
internal abstract record CellPart;

/// <summary>C# code.</summary>
/// <param name="Code">The text of the whole cell with all else blanked out, so that every place in it stays what it was.</param>
internal sealed record CSharpPart(string Code) : CellPart;

/// <summary>Text that is shown rather than run, such as what follows <c>#!markdown</c>.</summary>
internal sealed record ContentPart(Directive Directive, string Text) : CellPart;

/// <summary>A line that speaks to the kernel.</summary>
internal sealed record DirectivePart(Directive Directive) : CellPart;
