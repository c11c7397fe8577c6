using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Notebooks.Kernel;

namespace Notebooks.Cli;

/// <summary>The kernel as <c>dotnet publish</c> writes it from the project's sources, to be copied from there.</summary>
/// <remarks>
/// Two installs at once take turns: the files stand still until this is disposed. They lie in artifacts/, where a second
/// publication finds what the first one compiled.
/// </remarks>
internal sealed class KernelPublication : IDisposable
{
    private static readonly string Project = Path.Combine("src", "Notebooks.Kernel", "Notebooks.Kernel.csproj");

    private readonly FileStream _turn;

    private KernelPublication(FileStream turn, string directory)
    {
        _turn = turn;
        Directory = directory;
        Files = [.. System.IO.Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(directory, file))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Where the files are.</summary>
    public string Directory { get; }

    /// <summary>The files, relative to that.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Why it is not compiled ahead to machine code, and starts slower; null where it is.</summary>
    public string? WhySlow { get; private init; }

    /// <summary>Publishes the kernel.</summary>
    /// <exception cref="InputException">There are no sources or no SDK, or the sources do not build.</exception>
    public static KernelPublication Make(CancellationToken stop)
    {
        var root = Root() ?? throw new InputException($"The kernel is installed from the project's folder, and {AppContext.BaseDirectory} is not in it: there is no {Project} above.");
        if (!DotNet.HasSdk)
            throw new InputException($"To install the kernel takes the .NET SDK, and {DotNet.Executable} can only run programs. Install the SDK of .NET {Environment.Version.Major}.");

        // Apart from what builds write, which may go on at the same time.
        var artifacts = System.IO.Directory.CreateDirectory(Path.Combine(root, "artifacts", "kernel")).FullName;
        var turn = TakeTurn(Path.Combine(artifacts, "publishing"), stop);
        try
        {
            var output = Path.Combine(artifacts, "published");
            string[] publish = ["publish", Path.Combine(root, Project), "--configuration", "Release", "--no-self-contained", "--artifacts-path", artifacts, "--output", output, "--verbosity", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"];
            string? whySlow = null;
            Clear(output);
            if (Run(root, [.. publish, "--runtime", DotNet.RuntimeIdentifier], stop) is { } failed)
            {
                // The compiler to machine code comes as a package, which may be out of reach where the sources are not.
                whySlow = failed;
                Clear(output);
                if (Run(root, publish, stop) is { } failedToo)
                    throw new InputException($"The kernel could not be published.{Environment.NewLine}{failedToo}");
            }
            return new KernelPublication(turn, output) { WhySlow = whySlow };
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>A name for just these files: the version, and a number that changes with any of them.</summary>
    public string Name(string version)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file.Replace('\\', '/')));
            hash.AppendData(File.ReadAllBytes(Path.Combine(Directory, file)));
        }
        return $"{version}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..8]}";
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>The folder of the project that this command was built from.</summary>
    private static string? Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, Project)))
                return folder;
        }
        return null;
    }

    private static FileStream TakeTurn(string path, CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                Thread.Sleep(200);
            }
        }
    }

    private static void Clear(string output)
    {
        if (System.IO.Directory.Exists(output))
            System.IO.Directory.Delete(output, recursive: true);
    }

    /// <summary>Runs <c>dotnet</c>.</summary>
    /// <returns>What went wrong, in a line or two; null where nothing did.</returns>
    private static string? Run(string root, IEnumerable<string> arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(DotNet.Executable, arguments) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        using var process = Process.Start(start)!;
        using var stopped = stop.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        process.WaitForExit();
        stop.ThrowIfCancellationRequested();
        if (process.ExitCode == 0)
            return null;
        var lines = (output.Result + errors.Result).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join(Environment.NewLine, lines.Where(line => line.Contains("error ")).Distinct().DefaultIfEmpty(lines.LastOrDefault() ?? "").Take(2));
    }
}
