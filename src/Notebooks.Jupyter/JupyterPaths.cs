namespace Notebooks.Jupyter;

/// <summary>
/// Jupyter's data directories, nearest first:
/// <see href="https://docs.jupyter.org/en/stable/use/jupyter-directories.html#data-files"/>.
/// </summary>
internal static class JupyterPaths
{
    /// <summary>The directories that a kernel spec may lie in, as <c>kernels/NAME/kernel.json</c>.</summary>
    public static IReadOnlyList<string> DataDirectories()
    {
        var directories = new List<string>();
        directories.AddRange((Variable("JUPYTER_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));

        // An active Python environment is what Jupyter itself would run in, and comes before the user's own directory.
        foreach (var environment in new[] { Variable("VIRTUAL_ENV"), Variable("CONDA_PREFIX") })
        {
            if (environment is not null)
                directories.Add(Path.Combine(environment, "share", "jupyter"));
        }

        directories.Add(UserDataDirectory());

        if (OperatingSystem.IsWindows())
            directories.Add(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "jupyter"));
        else
            directories.AddRange(["/usr/local/share/jupyter", "/usr/share/jupyter"]);

        return [.. directories.Distinct()];
    }

    /// <summary>The user's own data directory, which need not exist yet.</summary>
    public static string UserDataDirectory()
    {
        if (Variable("JUPYTER_DATA_DIR") is { } chosen)
            return chosen;
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS())
            return Path.Combine(home, "Library", "Jupyter");
        return Path.Combine(Variable("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter");
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
