using System.Runtime.InteropServices;

namespace Notebooks.Kernel;

/// <summary>The .NET that this process runs on, as a program to start others with.</summary>
public static class DotNet
{
    // ROOT/shared/Microsoft.NETCore.App/VERSION
    private static readonly string Root =
        Path.GetFullPath(Path.Combine("..", "..", ".."), Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory()));

    /// <summary>The full path of <c>dotnet</c>.</summary>
    public static string Executable { get; } = Path.Combine(Root, FileName);

    /// <summary>Whether it can build and restore, and not only run.</summary>
    public static bool HasSdk => Directory.Exists(Path.Combine(Root, "sdk"));

    /// <summary>A name for this system and processor that packages know, such as <c>linux-x64</c>.</summary>
    /// <remarks>Some builds of .NET name the distribution that they are for instead.</remarks>
    public static string RuntimeIdentifier { get; } = $"{System}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>
    /// The path of the same <c>dotnet</c> that is the likeliest to be there after an upgrade: the one that a terminal finds, where
    /// that is a link to it, such as <c>/usr/bin/dotnet</c>.
    /// </summary>
    public static string StableExecutable()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var candidate = new FileInfo(Path.Combine(folder, FileName));
            if (Path.IsPathFullyQualified(folder) && candidate.Exists && (candidate.ResolveLinkTarget(returnFinalTarget: true) ?? candidate).FullName == Executable)
                return candidate.FullName;
        }
        return Executable;
    }

    private static string FileName => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    private static string System => OperatingSystem.IsWindows() ? "win"
        : OperatingSystem.IsMacOS() ? "osx"
        : RuntimeInformation.RuntimeIdentifier is var own && (own.Contains("musl") || own.StartsWith("alpine", StringComparison.Ordinal)) ? "linux-musl"
        : "linux";
}
