using System.Diagnostics;
using System.Xml.Linq;

namespace Notebooks.Kernel.Packages;

/// <summary>Finds packages by a <c>dotnet restore</c> of a project that asks for them, in a process of its own.</summary>
/// <remarks>Which sources there are, NuGet's configuration says: that of the machine, the user, and the notebook's folder.</remarks>
internal sealed class PackageRestore
{
    private readonly string _project;

    /// <param name="packages">The names and version ranges of the packages.</param>
    /// <param name="sources">Where to look besides the configured sources.</param>
    public PackageRestore(IEnumerable<(string Name, string Version)> packages, IReadOnlyList<string> sources)
    {
        var properties = new XElement("PropertyGroup",
            new XElement("TargetFramework", $"net{Environment.Version.Major}.{Environment.Version.Minor}"),
            new XElement("RuntimeIdentifier", DotNet.RuntimeIdentifier),
            new XElement("SelfContained", "false"),
            new XElement("UseAppHost", "false"),
            new XElement("NuGetAudit", "false"));
        if (sources.Count > 0)
            properties.Add(new XElement("RestoreAdditionalProjectSources", string.Join(';', sources)));
        if (ConfiguredFolder() is { } folder)
            properties.Add(new XElement("RestoreRootConfigDirectory", folder));
        _project = new XElement("Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            properties,
            new XElement("ItemGroup", packages.Select(package =>
                new XElement("PackageReference", new XAttribute("Include", package.Name), new XAttribute("Version", package.Version))))).ToString();
    }

    /// <summary>All that decides what is found.</summary>
    public string Question => _project;

    /// <summary>Runs the restore. An interrupt of the cell ends it.</summary>
    /// <exception cref="PackageRestoreException">NuGet could not do it.</exception>
    public RestoredPackages Run()
    {
        var folder = Path.Combine(PackageCache.Directory, Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        try
        {
            var project = Path.Combine(folder, "packages.csproj");
            File.WriteAllText(project, _project);
            var (exitCode, output) = Run(folder, project);
            if (exitCode != 0)
                throw PackageRestoreException.From(output);
            return RestoredPackages.Read(Path.Combine(folder, "obj", "project.assets.json"), DotNet.RuntimeIdentifier);
        }
        finally
        {
            Delete(folder);
        }
    }

    private static (int ExitCode, string Output) Run(string folder, string project)
    {
        if (!DotNet.HasSdk)
            throw new PackageRestoreException("", $"Packages need the .NET SDK, and on this machine {DotNet.Executable} can only run programs. Install the SDK of .NET {Environment.Version.Major}.", "");
        // The project stands for itself, whatever files for all projects lie in the folders above it.
        var start = new ProcessStartInfo(DotNet.Executable,
        [
            "restore", project, "-nologo", "-v:quiet", "-nodeReuse:false", "-p:ImportDirectoryBuildProps=false",
            "-p:ImportDirectoryBuildTargets=false", "-p:ImportDirectoryPackagesProps=false",
        ])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            // On the cell's own thread, where an interrupt wakes it.
            process.WaitForExit();
            return (process.ExitCode, output.Result + errors.Result);
        }
        catch
        {
            // From a thread that nobody interrupts.
            var kill = new Thread(() => process.Kill(entireProcessTree: true));
            kill.Start();
            while (kill.IsAlive)
            {
                try
                {
                    kill.Join();
                }
                catch (ThreadInterruptedException)
                {
                }
            }
            throw;
        }
    }

    // A configuration of the notebook's own folder or of one above it counts, as for a project that lies there.
    private static string? ConfiguredFolder()
    {
        for (var folder = Environment.CurrentDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (new[] { "nuget.config", "NuGet.config", "NuGet.Config" }.Any(name => File.Exists(Path.Combine(folder, name))))
                return folder;
        }
        return null;
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is in the cache folder, where it harms nobody.
        }
    }
}
