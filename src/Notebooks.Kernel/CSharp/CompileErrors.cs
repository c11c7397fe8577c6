using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Kernel.CSharp;

/// <summary>Errors of the compiler as a reader of the cell needs them: place, number, message, and the line with a mark under it.</summary>
internal static class CompileErrors
{
    public const string Name = "CompilationError";

    private const string MissingReference = "CS0006";

    // Where cells are not like files of a project, and the compiler says only that they are not.
    private static readonly Dictionary<string, string> Advice = new()
    {
        ["CS1109"] = "In a cell an extension method stands outside of any class: static int Twice(this int n) => 2 * n;",
        ["CS7021"] = "A cell has no namespaces, nor has a file that it runs. Delete that line, or build a library of the file and load it with #r.",
    };

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
            if (Advice.TryGetValue(diagnostic.Id, out var advice))
                traceback.Add(advice);
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
