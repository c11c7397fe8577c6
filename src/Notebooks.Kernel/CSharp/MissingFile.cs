using System.Text.RegularExpressions;

namespace Notebooks.Kernel.CSharp;

/// <summary>What to say of a library that is not there.</summary>
internal static partial class MissingFile
{
    private static readonly string[] BuildFolders = ["artifacts", "bin"];
    private static readonly string[] Buildable = ["*.sln", "*.slnx", "*.csproj"];

    /// <summary>The file that was looked for, and, where a build makes it, the command.</summary>
    public static string Describe(string reference, string path)
    {
        var message = $"#r \"{reference}\": there is no file {path}.";
        if (PackageName().Match(reference) is { Success: true } package)
            return $"{message} A NuGet package is loaded by: #r \"nuget: {package.Groups["name"]}\".";
        return BuildDirectory(path) is { } directory ? $"{message} It is made by a build: run `dotnet build` in {directory}." : message;
    }

    // No folder, and not the extension of a library.
    [GeneratedRegex(@"\A(nuget[\s,;=]*)?(?<name>[\w.-]+(?<!\.dll|\.exe))\z", RegexOptions.IgnoreCase)]
    private static partial Regex PackageName();

    // A build puts its results into artifacts/ or bin/, beside or below the solution or project that it builds.
    private static string? BuildDirectory(string path)
    {
        var below = new List<string>();
        for (var directory = Path.GetDirectoryName(path); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (Directory.Exists(directory) && Buildable.Any(pattern => Directory.EnumerateFiles(directory, pattern).Any()))
                return below.Intersect(BuildFolders).Any() ? directory : null;
            below.Add(Path.GetFileName(directory));
        }
        return null;
    }
}
