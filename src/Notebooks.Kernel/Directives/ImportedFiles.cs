using Notebooks.Kernel.CSharp;

namespace Notebooks.Kernel.Directives;

/// <summary>Opens the files that <c>#!import</c> names, and sees that none imports itself.</summary>
internal sealed class ImportedFiles
{
    private readonly List<string> _open = [];

    /// <summary>Opens a file until the result is disposed.</summary>
    /// <exception cref="DirectiveException">It is not there, cannot be read, is of no known kind, or is being imported already.</exception>
    public ImportedFile Open(Directive directive, CellText importer)
    {
        var name = directive.Quoted ?? directive.Argument;
        if (name.Length == 0)
            throw new DirectiveException(directive, "#!import takes the path of a notebook or C# file: #!import helpers.ipynb.");
        // As #r and #load: relative to the notebook's folder, or to the file that imports it.
        var path = CellReferences.FullPath(name, importer.Name);
        if (_open.Contains(path))
            throw new DirectiveException(directive, $"#!import {name}: this file is being imported already, so it would never end: {string.Join(" > ", _open.Append(path).Select(Path.GetFileName))}.");

        try
        {
            var cells = Read(directive, path);
            _open.Add(path);
            return new ImportedFile(cells, () => _open.Remove(path));
        }
        catch (NotebookFormatException e)
        {
            throw new DirectiveException(directive, $"#!import: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DirectiveException(directive, File.Exists(path) ? $"#!import {name}: {path} cannot be read: {e.Message}" : $"#!import {name}: there is no file {path}.");
        }
    }

    private static IReadOnlyList<CellText> Read(Directive directive, string path)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".cs" or ".csx":
                return [new CellText(path, File.ReadAllText(path))];
            case ".ipynb" or ".dib":
                // Its prose is for who reads that notebook, not for who uses it.
                var notebook = NotebookFile.Read(path);
                return [.. notebook.Cells
                    .Select((cell, index) => (Cell: cell, Number: index + 1))
                    .Where(item => item.Cell.Kind == CellKind.Code)
                    .Select(item => new CellText($"{path}, cell {item.Number}", WithLanguage(item.Cell, notebook)))];
            default:
                throw new DirectiveException(directive, $"#!import {path}: takes a notebook (.ipynb, .dib) or a C# file (.cs, .csx).");
        }
    }

    // On its first line, so that the numbers of the others stay what they are where the cell is C#.
    private static string WithLanguage(Cell cell, Notebook notebook) =>
        (cell.Language ?? notebook.Language) is var language and not "csharp" ? $"#!{language}\n{cell.Source}" : cell.Source;
}

/// <summary>A file that is being imported.</summary>
internal sealed class ImportedFile(IReadOnlyList<CellText> cells, Action close) : IDisposable
{
    /// <summary>Its code cells in order.</summary>
    public IReadOnlyList<CellText> Cells => cells;

    public void Dispose() => close();
}
