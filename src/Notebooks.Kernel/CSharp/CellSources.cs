using Microsoft.CodeAnalysis;
using Notebooks.Kernel.Directives;

namespace Notebooks.Kernel.CSharp;

/// <summary>The texts of the cells, to quote a line from, and the files that they load with #load.</summary>
internal sealed class CellSources : SourceReferenceResolver
{
    private readonly Dictionary<string, string[]> _lines = [];

    public void Remember(CellText cell) => _lines[cell.Name] = cell.Code.ReplaceLineEndings("\n").Split('\n');

    /// <summary>A line of a cell, counted from 1; null where the file is not a cell or has no such line.</summary>
    public string? Line(string path, int number) =>
        _lines.TryGetValue(path, out var lines) && number >= 1 && number <= lines.Length ? lines[number - 1] : null;

    /// <summary>Whether a path of a stack frame is the name of a cell.</summary>
    public bool IsCell(string? path) => path is not null && _lines.ContainsKey(path);

    public override string? ResolveReference(string path, string? baseFilePath)
    {
        var full = CellReferences.FullPath(path, baseFilePath);
        return File.Exists(full) ? full : null;
    }

    /// <summary>A cell is no file: its name stays what it is.</summary>
    public override string? NormalizePath(string path, string? baseFilePath) =>
        IsCell(path) ? path : CellReferences.FullPath(path, baseFilePath);

    public override Stream OpenRead(string resolvedPath) => File.OpenRead(resolvedPath);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
