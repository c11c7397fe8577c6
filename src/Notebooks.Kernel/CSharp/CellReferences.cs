using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Notebooks.Kernel.Packages;

namespace Notebooks.Kernel.CSharp;

/// <summary>The libraries that cells load with #r, and those that they need.</summary>
internal sealed class CellReferences(CellLoadContext loadContext) : MetadataReferenceResolver
{
    private readonly Dictionary<string, PortableExecutableReference> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _missing = [];

    /// <summary>Why a #r failed; null where this resolver knows nothing of it.</summary>
    public string? Missing(string reference) => _missing.GetValueOrDefault(reference);

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
        {
            // The packages of a cell were loaded before it is compiled, so this one stands in a file that #load names.
            _missing[reference] = $"#r \"{reference}\": packages cannot be loaded from a file of #load. Run the file with #!import instead, or load the package in the cell.";
            return [];
        }

        var path = FullPath(reference, baseFilePath);
        if (!File.Exists(path))
        {
            var name = Path.GetFileNameWithoutExtension(reference) is var bare && reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? bare : reference;
            if (!reference.Contains('/') && !reference.Contains('\\') && HostAssemblies.Reference(name.Split(',')[0]) is { } host)
                return [host];
            _missing[reference] = MissingFile.Describe(reference, path);
            return [];
        }

        try
        {
            var name = AssemblyName.GetAssemblyName(path);
            // A second copy of what the kernel has would be a second set of the same types.
            if (HostAssemblies.Reference(name.Name!) is { } host)
                return [host];
            loadContext.Add(name.Name!, path);
            return [Reference(path)];
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            _missing[reference] = $"#r \"{reference}\": {path} is not a .NET library that can be read: {e.Message}";
            return [];
        }
    }

    /// <summary>Makes the libraries of packages loadable.</summary>
    /// <returns>References to those that no cell could use until now.</returns>
    public IReadOnlyList<MetadataReference> Add(RestoredPackages packages)
    {
        foreach (var file in packages.RuntimeFiles)
            loadContext.AddFile(file);
        foreach (var file in packages.NativeFiles)
            loadContext.AddNativeFile(file);
        return [.. packages.CompileFiles
            .Where(file => HostAssemblies.Reference(Path.GetFileNameWithoutExtension(file)) is null && !_files.ContainsKey(file))
            .Select(Reference)];
    }

    /// <summary>A library that another one needs is one of .NET's, or lies beside it.</summary>
    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        HostAssemblies.Reference(referenceIdentity.Name) ?? (loadContext.FindFile(referenceIdentity.Name) is { } path ? Reference(path) : null);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>A path of a cell is relative to the working directory, one of a loaded file to that file.</summary>
    public static string FullPath(string path, string? baseFilePath)
    {
        var directory = Path.IsPathFullyQualified(baseFilePath ?? "") ? Path.GetDirectoryName(baseFilePath)! : Environment.CurrentDirectory;
        return Path.GetFullPath(path.Replace('\\', Path.DirectorySeparatorChar), directory);
    }

    private PortableExecutableReference Reference(string path)
    {
        if (!_files.TryGetValue(path, out var reference))
            _files[path] = reference = MetadataReference.CreateFromFile(path, documentation: LibraryDocumentation.Beside(path));
        return reference;
    }
}
