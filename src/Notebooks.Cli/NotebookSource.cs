using System.Text.RegularExpressions;

namespace Notebooks.Cli;

/// <summary>A notebook that the command line names, read.</summary>
/// <param name="Path">Its file, as the user would name it.</param>
/// <param name="Name">Its path below the folder that was named, without extension and with <c>/</c> between folders, such as <c>exercises/01-forward</c>.</param>
/// <param name="Notebook">What the file holds.</param>
internal sealed partial record NotebookSource(string Path, string Name, Notebook Notebook)
{
    /// <summary>The folder that its relative paths start from.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>
    /// Reads every notebook that <paramref name="paths"/> name: files, and folders with all below them, in the order of their
    /// names; those of one folder below in the order in which the notebooks above lead to them.
    /// </summary>
    /// <exception cref="InputException">A path does not exist, holds no notebook, cannot be read, or two would get one name; every such problem in one message.</exception>
    public static IReadOnlyList<NotebookSource> ReadAll(IEnumerable<string> paths)
    {
        var sources = new List<NotebookSource>();
        var problems = new List<string>();
        foreach (var (path, name) in paths.SelectMany(path => Find(path, problems)))
        {
            if (sources.Any(other => SameFile(other.Path, path)))
                continue;

            if (sources.FirstOrDefault(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)) is { } twin)
            {
                problems.Add($"{path}: would be written to the same place as {twin.Path}; rename one, or run them apart.");
                continue;
            }

            try
            {
                sources.Add(new NotebookSource(path, name, NotebookFile.Read(path)));
            }
            catch (NotebookFormatException error)
            {
                problems.Add(error.Message);
            }
        }

        return problems.Count == 0 ? InReadingOrder(sources) : throw new InputException(string.Join(Environment.NewLine, problems));
    }

    private static List<NotebookSource> InReadingOrder(List<NotebookSource> sources)
    {
        var links = sources.SelectMany(Links).ToList();
        var inOrder = new List<NotebookSource>(sources);
        foreach (var folder in sources.Index().Where(source => source.Item.Name.Contains('/')).GroupBy(source => source.Item.Name[..source.Item.Name.LastIndexOf('/')]))
        {
            // A folder keeps its places among the others.
            var sorted = folder.OrderBy(source => links.IndexOf(source.Item.Name) is var link and >= 0 ? link : int.MaxValue);
            foreach (var (place, source) in folder.Select(source => source.Index).Zip(sorted))
                inOrder[place] = source.Item;
        }
        return inOrder;
    }

    /// <summary>The names of the notebooks that the text of a notebook links to, as far as they lie below its folder.</summary>
    private static IEnumerable<string> Links(NotebookSource source)
    {
        var folder = source.Name[..(source.Name.LastIndexOf('/') + 1)];
        return source.Notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown)
            .SelectMany(cell => Link().Matches(cell.Source))
            .Select(link => folder + Uri.UnescapeDataString(link.Groups["name"].Value));
    }

    [GeneratedRegex(@"\]\((?<name>[^)\s#:]+)\.(?:ipynb|dib)[)\s#]")]
    private static partial Regex Link();

    private static IEnumerable<(string Path, string Name)> Find(string path, List<string> problems)
    {
        if (File.Exists(path))
            return [(path, System.IO.Path.GetFileNameWithoutExtension(path))];

        if (!Directory.Exists(path))
        {
            problems.Add($"{path}: there is no such {(path.StartsWith('-') ? "option, file or folder" : "file or folder")}.");
            return [];
        }

        var found = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => System.IO.Path.GetExtension(file).ToLowerInvariant() is ".ipynb" or ".dib")
            .Select(file => (Path: file, Name: NameBelow(path, file)))
            // Jupyter keeps its own copies in .ipynb_checkpoints; no hidden folder holds a notebook for readers.
            .Where(file => !file.Name.Split('/').Any(part => part.StartsWith('.')))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToList();
        if (found.Count == 0)
        {
            problems.Add($"{path}: there is no notebook (.ipynb or .dib) in this folder.");
        }

        return found;
    }

    private static string NameBelow(string folder, string file) =>
        System.IO.Path.ChangeExtension(System.IO.Path.GetRelativePath(folder, file), null)
            .Replace(System.IO.Path.DirectorySeparatorChar, '/');

    private static bool SameFile(string left, string right) =>
        string.Equals(System.IO.Path.GetFullPath(left), System.IO.Path.GetFullPath(right), StringComparison.Ordinal);
}
