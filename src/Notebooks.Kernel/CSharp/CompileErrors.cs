using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Kernel.CSharp;

/// <summary>Errors of the compiler as a reader of the cell needs them: place, number, message, and the line with a mark under it.</summary>
internal static class CompileErrors
{
    public const string Name = "CompilationError";

    private const string MissingReference = "CS0006";

    public static ErrorOutput Describe(IReadOnlyList<Diagnostic> diagnostics, CellReferences references)
    {
        var traceback = new List<string>();
        var first = "";
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            var place = diagnostic.Location.GetLineSpan();
            var message = Message(diagnostic, references);
            var line = $"{FileOf(place.Path)}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): error {diagnostic.Id}: {message}";
            if (first.Length == 0)
                first = line;
            traceback.Add(Ansi.Red(line));
            traceback.AddRange(Excerpt(diagnostic.Location));
        }
        return new ErrorOutput(Name, first, traceback);
    }

    /// <summary>What stands before the place of an error: the file, where it is in one.</summary>
    public static string FileOf(string? path) => Path.IsPathFullyQualified(path ?? "") ? path! : "";

    /// <summary>A line with a mark under a part of it.</summary>
    public static IEnumerable<string> Mark(string line, int start, int length)
    {
        yield return $"    {line}";
        // Tabs stay tabs, so that the mark stands below its place whatever their width.
        var indent = string.Concat(line.Take(start).Select(c => c == '\t' ? '\t' : ' '));
        yield return $"    {indent}{new string('^', length)}";
    }

    private static string Message(Diagnostic diagnostic, CellReferences references)
    {
        if (diagnostic.Id == MissingReference
            && diagnostic.Location.SourceTree?.GetRoot().FindTrivia(diagnostic.Location.SourceSpan.Start).GetStructure()
                is ReferenceDirectiveTriviaSyntax directive
            && references.Missing(directive.File.ValueText) is { } reason)
        {
            return reason;
        }
        return diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Excerpt(Location location)
    {
        if (location.SourceTree is null)
            return [];
        var line = location.SourceTree.GetText().Lines[location.GetLineSpan().StartLinePosition.Line];
        var start = location.SourceSpan.Start - line.Start;
        var length = Math.Max(1, Math.Min(location.SourceSpan.End, line.End) - location.SourceSpan.Start);
        return Mark(line.ToString(), start, length);
    }
}
