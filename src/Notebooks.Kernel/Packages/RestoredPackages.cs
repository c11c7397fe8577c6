using System.Text.Json.Nodes;

namespace Notebooks.Kernel.Packages;

/// <summary>The packages that NuGet found for what was asked, and their files.</summary>
/// <param name="Packages">Every package's name and version, those that others need included.</param>
/// <param name="CompileFiles">What cells are compiled against.</param>
/// <param name="RuntimeFiles">What is loaded when they run.</param>
/// <param name="NativeFiles">Libraries of this operating system and processor that those call.</param>
/// <param name="Frameworks">Parts of .NET that the packages need beyond its base, such as that for web servers.</param>
internal sealed record RestoredPackages(
    IReadOnlyDictionary<string, string> Packages,
    IReadOnlyList<string> CompileFiles,
    IReadOnlyList<string> RuntimeFiles,
    IReadOnlyList<string> NativeFiles,
    IReadOnlyDictionary<string, string> Frameworks)
{
    /// <summary>Reads the <c>project.assets.json</c> that a restore writes.</summary>
    public static RestoredPackages Read(string assetsFile, string runtimeIdentifier)
    {
        var assets = JsonNode.Parse(File.ReadAllBytes(assetsFile))!;
        var target = assets["targets"]!.AsObject().Single(target => target.Key.EndsWith($"/{runtimeIdentifier}", StringComparison.Ordinal)).Value!.AsObject();
        var folders = assets["packageFolders"]!.AsObject().Select(folder => folder.Key).ToArray();

        var versions = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var frameworks = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var (compile, runtime, native) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var (key, package) in target)
        {
            var (name, version) = key.Split('/') is [var id, var number] ? (id, number) : (key, "");
            versions[name] = version;
            foreach (var framework in package!["frameworkReferences"]?.AsArray() ?? [])
                frameworks[(string)framework!] = name;
            var path = (string)assets["libraries"]![key]!["path"]!;
            var folder = folders.Select(packages => Path.GetFullPath(path, packages)).First(Directory.Exists);
            compile.AddRange(Files("compile"));
            runtime.AddRange(Files("runtime"));
            native.AddRange(Files("native"));

            IEnumerable<string> Files(string kind) => (package[kind]?.AsObject() ?? [])
                .Where(file => Path.GetFileName(file.Key) != "_._")
                .Select(file => Path.GetFullPath(file.Key, folder));
        }
        return new RestoredPackages(versions, [.. Libraries(compile)], [.. Libraries(runtime)], native, frameworks);
    }

    /// <summary>The version of a package; NuGet tells no upper case from lower.</summary>
    public string VersionOf(string name) => Packages.First(package => package.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Whether all the files are still there.</summary>
    public bool Exist() => CompileFiles.Concat(RuntimeFiles).Concat(NativeFiles).All(File.Exists);

    private static IEnumerable<string> Libraries(IEnumerable<string> files) =>
        files.Where(file => Path.GetExtension(file).Equals(".dll", StringComparison.OrdinalIgnoreCase));
}
