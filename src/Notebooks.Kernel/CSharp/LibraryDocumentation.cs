using System.Collections.Concurrent;
using System.Globalization;
using System.Xml;
using Microsoft.CodeAnalysis;

namespace Notebooks.Kernel.CSharp;

/// <summary>The documentation of libraries, from the XML files that come with them. Nothing is read before it is asked for, nor kept but what was found.</summary>
internal sealed class LibraryDocumentation : DocumentationProvider
{
    private readonly Lazy<string[]> _files;
    private readonly ConcurrentDictionary<string, string> _found = new(StringComparer.Ordinal);

    private LibraryDocumentation(Func<string[]> files) => _files = new Lazy<string[]>(files);

    /// <summary>That of the .NET libraries, where the SDK is installed: the runtime comes without.</summary>
    /// <remarks>
    /// It lies in the SDK's reference assemblies, which divide the types differently from the libraries that run. So a member
    /// is looked for in the file of its namespace first, and then in all others.
    /// </remarks>
    public static LibraryDocumentation Platform { get; } = new(PlatformFiles);

    /// <summary>That of a library of its own, in the file beside it.</summary>
    public static LibraryDocumentation Beside(string library) => new(() => Path.ChangeExtension(library, ".xml") is var file && File.Exists(file) ? [file] : []);

    protected override string GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default) =>
        _found.GetOrAdd(documentationMemberID, id => _files.Value.OrderByDescending(file => Likelihood(file, id)).Select(file => Find(file, id)).FirstOrDefault(xml => xml is not null) ?? "");

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    // Most types are in the file of their namespace, and most others in that of System.Runtime.
    private static int Likelihood(string file, string id)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return id.AsSpan(2).StartsWith($"{name}.", StringComparison.Ordinal) ? name.Length : name == "System.Runtime" ? 1 : 0;
    }

    private static string? Find(string file, string id)
    {
        try
        {
            using var reader = XmlReader.Create(file);
            while (reader.ReadToFollowing("member"))
            {
                if (reader.GetAttribute("name") == id)
                    return reader.ReadInnerXml();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            // A description is not worth an error.
        }
        return null;
    }

    private static string[] PlatformFiles()
    {
        // shared/Microsoft.NETCore.App/VERSION, and packs/Microsoft.NETCore.App.Ref/VERSION/ref/net10.0 beside shared.
        var platform = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        var packs = Path.Combine(platform.Parent?.Parent?.Parent?.FullName ?? "", "packs", "Microsoft.NETCore.App.Ref");
        if (!Directory.Exists(packs))
            return [];
        var ours = Environment.Version;
        var directory = Directory.EnumerateDirectories(packs, $"{ours.Major}.*").OrderDescending(StringComparer.Ordinal)
            .Select(pack => Path.Combine(pack, "ref", $"net{ours.Major}.0")).FirstOrDefault(Directory.Exists);
        return directory is null ? [] : Directory.GetFiles(directory, "*.xml");
    }
}
