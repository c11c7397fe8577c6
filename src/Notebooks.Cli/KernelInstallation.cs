using System.Text.Json.Nodes;
using Notebooks.Jupyter;
using Notebooks.Kernel;

namespace Notebooks.Cli;

/// <summary>
/// The installed C# kernel: a kernel spec in one of Jupyter's data directories, and beside its <c>kernel.json</c> a folder with the
/// program, by version. It needs nothing else, so that it outlives the folder that it was installed from.
/// </summary>
/// <param name="dataDirectory">Jupyter's data directory.</param>
internal sealed class KernelInstallation(string dataDirectory)
{
    private const string Program = "Notebooks.Kernel.dll";
    private const string Mark = "linear_layer_notebooks";

    /// <summary>The folder of the kernel spec.</summary>
    public string Directory { get; } = Path.Combine(dataDirectory, "kernels", CSharpKernel.Name);

    /// <summary>Whether a spec is one that we installed.</summary>
    public static bool IsOurs(KernelSpec spec) => spec.Metadata?[Mark] is JsonObject;

    /// <summary>The version that an installed spec of ours starts.</summary>
    public static string? Version(KernelSpec spec) => (string?)spec.Metadata?[Mark]?["version"];

    /// <summary>The folder of the program that an installed spec of ours starts.</summary>
    public static string? ProgramDirectory(KernelSpec spec) =>
        spec.Argv.FirstOrDefault(argument => Path.GetFileName(argument) == Program) is { } program ? Path.GetDirectoryName(program) : null;

    /// <summary>Refuses to take the place of a kernel that is not ours.</summary>
    /// <exception cref="InputException">There is one.</exception>
    public void RequireNoForeignKernel()
    {
        if (Installed() is { } spec && !IsOurs(spec))
            throw new InputException($"Another kernel is installed by this name: {Describe(spec)}{Environment.NewLine}To replace it: notebooks kernel install --force");
    }

    /// <summary>Installs a publication: first its files, then, in one step, the spec that starts them.</summary>
    /// <returns>The spec, and the folders of earlier versions that a running kernel still uses.</returns>
    /// <exception cref="JupyterException">The folder cannot be written.</exception>
    public (KernelSpec Spec, IReadOnlyList<string> InUse) Install(KernelPublication publication)
    {
        var version = typeof(CSharpKernel).Assembly.GetName().Version!.ToString(3);
        var folder = Path.Combine(Directory, publication.Name(version));
        var logos = publication.Files.Where(file => file.StartsWith("logo-", StringComparison.Ordinal)).ToArray();
        try
        {
            System.IO.Directory.CreateDirectory(Directory);
            if (!System.IO.Directory.Exists(folder))
                Copy(publication.Directory, publication.Files.Except(logos), folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JupyterException($"The kernel cannot be installed to {Directory}: {e.Message}", e);
        }

        var spec = CSharpKernel.Spec(DotNet.StableExecutable(), Path.Combine(folder, Program)) with
        {
            Metadata = new JsonObject { [Mark] = new JsonObject { ["version"] = version } },
        };
        var installed = spec.Install(dataDirectory, logos.ToDictionary(logo => logo, logo => File.ReadAllBytes(Path.Combine(publication.Directory, logo))));
        // Those of earlier versions, and what an install that was stopped left behind.
        return (installed, [.. ProgramFolders().Where(other => other != folder && !Remove(other))]);
    }

    /// <summary>Removes the spec and the program.</summary>
    /// <exception cref="InputException">There is none of ours, or a kernel that runs uses it.</exception>
    /// <exception cref="JupyterException">It cannot be removed.</exception>
    public void Uninstall()
    {
        if (Installed() is not { } spec)
            throw new InputException($"There is no kernel in {Directory}.");
        if (!IsOurs(spec))
            throw new InputException($"The kernel in {Directory} is not this one: {Describe(spec)}{Environment.NewLine}Its own program takes it away, or: jupyter kernelspec remove {CSharpKernel.Name}");
        if (ProgramFolders().FirstOrDefault(IsInUse) is { } used)
            throw new InputException($"A kernel that runs uses {used}. Shut it down, or close the notebooks, and try again.");
        _ = KernelSpec.Uninstall(CSharpKernel.Name, dataDirectory);
    }

    private KernelSpec? Installed() => File.Exists(Path.Combine(Directory, "kernel.json")) ? KernelSpec.Read(Directory) : null;

    private static string Describe(KernelSpec spec) => $"'{spec.DisplayName}', started by: {string.Join(' ', spec.Argv)}";

    private string[] ProgramFolders() => System.IO.Directory.GetDirectories(Directory);

    /// <summary>Copies files to a folder that is there whole or not at all.</summary>
    private static void Copy(string from, IEnumerable<string> files, string folder)
    {
        var temporary = $"{folder}.{Path.GetRandomFileName()}";
        try
        {
            foreach (var file in files)
            {
                var target = Path.Combine(temporary, file);
                System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Path.Combine(from, file), target);
            }
            System.IO.Directory.Move(temporary, folder);
        }
        catch
        {
            if (System.IO.Directory.Exists(temporary))
                System.IO.Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    /// <summary>Removes the program of an earlier version, if no kernel runs from it.</summary>
    private static bool Remove(string folder)
    {
        if (IsInUse(folder))
            return false;
        try
        {
            System.IO.Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A kernel that runs holds its program open for reading, and so nobody can have it alone.
    private static bool IsInUse(string folder)
    {
        try
        {
            using var alone = File.Open(Path.Combine(folder, Program), FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
