namespace Course.Tests;

/// <summary>The course as it lies in the repository, and copies of it to break.</summary>
internal static class CourseFolder
{
    /// <summary>The repository's root: where the solution is.</summary>
    public static string Root { get; } = FindRoot();

    public static string Notebooks { get; } = Path.Combine(Root, "notebooks");

    /// <summary>The names of the course's notebooks, such as <c>01-forward.ipynb</c>, in reading order.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names() =>
        Directory.EnumerateFiles(Notebooks, "*.ipynb", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Notebooks, file))
            .Order(StringComparer.Ordinal)
            .Select(name => new TheoryDataRow<string>(name));

    /// <summary>Copies the notebooks and the library that they load to <paramref name="folder"/>, so that both can be changed.</summary>
    public static void CopyTo(string folder)
    {
        Copy(Notebooks, Path.Combine(folder, "notebooks"));
        Copy(Path.Combine(Root, "artifacts", "notebooks"), Path.Combine(folder, "artifacts", "notebooks"));
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LinearLayerNotebooks.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No LinearLayerNotebooks.sln above {AppContext.BaseDirectory}.");
    }
}
