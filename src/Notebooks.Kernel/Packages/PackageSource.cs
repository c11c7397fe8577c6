using Notebooks.Kernel.Directives;

namespace Notebooks.Kernel.Packages;

/// <summary>A place to look for packages besides those that NuGet is configured with, as <c>#i "nuget: PLACE"</c>.</summary>
/// <param name="Directive">The line that names it.</param>
/// <param name="Place">The full path of a folder, or the address of a feed.</param>
internal sealed record PackageSource(Directive Directive, string Place)
{
    private const string Prefix = "nuget:";

    /// <exception cref="DirectiveException">The line is not of that form, or there is no such folder.</exception>
    public static PackageSource Parse(Directive directive)
    {
        if (directive.Quoted is not { } quoted || !quoted.Trim().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            throw new DirectiveException(directive, "#i takes the source of packages in quotes: #i \"nuget: FOLDER\" or #i \"nuget: https://...\".");

        var place = quoted.Trim()[Prefix.Length..].Trim();
        if (place.Contains("://"))
        {
            return Uri.TryCreate(place, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
                ? new PackageSource(directive, place)
                : throw new DirectiveException(directive, $"#i \"{quoted}\": '{place}' is not the address of a feed. It begins with https://.");
        }
        var folder = Path.GetFullPath(place.Length == 0 ? "." : place);
        return Directory.Exists(folder)
            ? new PackageSource(directive, folder)
            : throw new DirectiveException(directive, $"#i \"{quoted}\": there is no folder {folder}.");
    }
}
