using System.Text.Json.Nodes;

namespace Notebooks.Handouts.Code;

/// <summary>Which language a code cell is written in.</summary>
internal static class CellLanguage
{
    private static readonly HashSet<string> Selectable =
        ["csharp", "fsharp", "pwsh", "html", "javascript", "mermaid", "http", "sql", "kql", "value"];

    public static bool IsCSharp(string language) =>
        language.ToLowerInvariant() is "csharp" or "c#" or "cs" or "csx";

    /// <summary>The cell's own language where it names one, as .NET's notebooks do; else the notebook's.</summary>
    public static string Of(Cell cell, Notebook notebook) =>
        Selector(cell.Source)
        ?? Text(cell.Metadata, "polyglot_notebook", "kernelName")
        ?? Text(cell.Metadata, "dotnet_interactive", "language")
        ?? Text(notebook.Metadata, "polyglot_notebook", "kernelInfo", "defaultKernelName")
        ?? Text(notebook.Metadata, "kernelspec", "language")
        ?? Text(notebook.Metadata, "language_info", "name")
        ?? "";

    /// <summary>The language that a first line such as <c>#!fsharp</c> selects; null for other lines, such as <c>#!time</c>.</summary>
    private static string? Selector(string source)
    {
        var firstLine = source.TrimStart().Split('\n', 2)[0].Trim();
        return firstLine.StartsWith("#!", StringComparison.Ordinal) && Selectable.Contains(firstLine[2..]) ? firstLine[2..] : null;
    }

    private static string? Text(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
            node = (node as JsonObject)?[key];
        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }
}
