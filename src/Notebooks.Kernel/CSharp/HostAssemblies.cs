using System.Reflection;
using System.Reflection.PortableExecutable;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Kernel.CSharp;

/// <summary>The assemblies that cells share with the kernel: the .NET libraries, the formatters, and the kernel's helpers.</summary>
/// <remarks>What else the kernel's process consists of stays its own business: a cell may load another version of it.</remarks>
internal static class HostAssemblies
{
    private static readonly Dictionary<string, string> ByName = Find();

    private static readonly Dictionary<string, PortableExecutableReference> ReferencesByPath =
        ByName.Values.ToDictionary(path => path, Open, StringComparer.Ordinal);

    /// <summary>What every cell is compiled against.</summary>
    /// <remarks>
    /// Without the assemblies that only say where a type is by now. A library which names one has it by
    /// <see cref="CellReferences.ResolveMissingAssembly"/>; and with all of them a small cell takes a fifth longer.
    /// </remarks>
    public static IEnumerable<MetadataReference> References => ReferencesByPath.Values.Where(HasTypes);

    /// <summary>The file of a shared assembly; null for any other.</summary>
    public static string? PathOf(string assemblyName) => ByName.GetValueOrDefault(assemblyName);

    /// <summary>The reference to a shared assembly; null for any other.</summary>
    public static PortableExecutableReference? Reference(string assemblyName) =>
        PathOf(assemblyName) is { } path ? ReferencesByPath[path] : null;

    // Left to be mapped from the file as it is looked at: most of the .NET libraries no cell ever looks at, and to read
    // them all would take 50 MB. Without a path: for every reference that has one the compiler reads what to write of it
    // into the symbols of a cell, a sixth of the time that a small cell takes.
    private static PortableExecutableReference Open(string path) => AssemblyMetadata
        .Create(ModuleMetadata.CreateFromStream(File.OpenRead(path), PEStreamOptions.Default))
        .GetReference(documentation: Documentation(path), display: path);

    private static bool HasTypes(PortableExecutableReference reference)
    {
        var metadata = ((AssemblyMetadata)reference.GetMetadata()).GetModules()[0].GetMetadataReader();
        return metadata.TypeDefinitions.Any(type => (metadata.GetTypeDefinition(type).Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public);
    }

    private static DocumentationProvider Documentation(string path) =>
        Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location)
            ? LibraryDocumentation.Platform
            : LibraryDocumentation.Beside(path);

    private static Dictionary<string, string> Find()
    {
        var platform = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var trusted = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator);
        string[] shared =
        [
            .. trusted.Where(path => Path.GetDirectoryName(path) == platform),
            typeof(Formatter).Assembly.Location,
            typeof(IHtmlContent).Assembly.Location,
            typeof(Microsoft.DotNet.Interactive.Kernel).Assembly.Location,
        ];
        return shared
            .DistinctBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);
    }
}
