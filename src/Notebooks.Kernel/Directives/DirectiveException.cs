using Notebooks.Kernel.CSharp;

namespace Notebooks.Kernel.Directives;

/// <summary>A directive cannot be done; the message says why, and what to do.</summary>
internal sealed class DirectiveException(Directive directive, string message) : Exception(message)
{
    /// <summary>The error as a reader of the cell needs it: the place, the message, and the line with a mark under it.</summary>
    public ErrorOutput Describe(CellText cell)
    {
        var lines = cell.Code[..directive.Start].Split('\n');
        var column = lines[^1].Length;
        var line = cell.Code.Split('\n')[lines.Length - 1].TrimEnd('\r');
        var place = $"{CompileErrors.FileOf(cell.Name)}({lines.Length},{column + 1}): error: {Message}";
        return new ErrorOutput("DirectiveError", place, [Ansi.Red(place), .. CompileErrors.Mark(line, column, directive.Length)]);
    }
}
