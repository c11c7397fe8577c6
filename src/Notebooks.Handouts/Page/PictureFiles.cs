namespace Notebooks.Handouts.Page;

/// <summary>
/// The picture files that a notebook may show: those of its project, the nearest folder above it that is under Git, and
/// otherwise those of the folder that is exported. A notebook from elsewhere could show any other picture of the machine.
/// </summary>
/// <param name="folder">The notebook's folder.</param>
/// <param name="name">The notebook's name below the exported folder, <c>/</c> between folders.</param>
internal sealed class PictureFiles(string folder, string name)
{
    /// <summary>The most bytes of a picture: a page of many must still open.</summary>
    public const long Largest = 15_000_000;

    private readonly Lazy<string> root = new(() => RealPath(Project(folder) ?? Exported(folder, name)));

    /// <summary>The folder that all of them are below.</summary>
    public string Root => root.Value;

    /// <summary>Whether the file is one of them, links followed.</summary>
    public bool Holds(string file)
    {
        var path = Path.GetRelativePath(Root, RealPath(file));
        return !Path.IsPathRooted(path) && path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)[0] != "..";
    }

    private static string? Project(string folder)
    {
        // Some keep their settings under Git, and with them everything they own.
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        for (var at = new DirectoryInfo(folder); at is not null && at.FullName != home; at = at.Parent)
        {
            if (Path.Exists(Path.Combine(at.FullName, ".git")))
                return at.FullName;
        }
        return null;
    }

    private static string Exported(string folder, string name)
    {
        var at = new DirectoryInfo(folder);
        for (var above = name.Count(letter => letter == '/'); above > 0 && at.Parent is not null; above--)
            at = at.Parent;
        return at.FullName;
    }

    /// <summary>The path with every link on it followed.</summary>
    private static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full)!;
        foreach (var part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            FileSystemInfo entry = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target)
                real = RealPath(target.FullName);
        }
        return real;
    }
}
