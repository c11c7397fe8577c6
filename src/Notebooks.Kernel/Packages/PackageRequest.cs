using System.Text.RegularExpressions;
using Notebooks.Kernel.Directives;

namespace Notebooks.Kernel.Packages;

/// <summary>A package that a cell asks for, as <c>#r "nuget: Name, Version"</c>.</summary>
/// <param name="Directive">The line that asks.</param>
/// <param name="Name">The package's id, as it is written there.</param>
/// <param name="Version">
/// NuGet's version range: <c>1.2.3</c> (that or the next one above that there is), <c>1.*</c> (the newest of those), <c>[1.2.3]</c> (just
/// that one), <c>*</c> (the newest).
/// </param>
internal sealed partial record PackageRequest(Directive Directive, string Name, string Version)
{
    private const string Prefix = "nuget:";

    /// <summary>Whether the version is whatever is the newest at the time.</summary>
    public bool IsFloating => Version.Contains('*');

    public static bool IsPackage(Directive directive) =>
        directive.Name == "#r" && directive.Argument.TrimStart('"', ' ').StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="DirectiveException">The line is not of that form.</exception>
    public static PackageRequest Parse(Directive directive)
    {
        if (directive.Quoted is not { } quoted)
            throw new DirectiveException(directive, "#r takes the package in quotes, and nothing behind it: #r \"nuget: Name, Version\".");
        var parts = quoted.Trim()[Prefix.Length..].Split(',', 2, StringSplitOptions.TrimEntries);
        if (!NamePattern().IsMatch(parts[0]))
            throw new DirectiveException(directive, $"#r \"{quoted}\": '{parts[0]}' cannot be the name of a package. Write #r \"nuget: Name, Version\".");
        var version = parts.ElementAtOrDefault(1) is { Length: > 0 } given ? given : "*";
        if (!VersionPattern().IsMatch(version))
            throw new DirectiveException(directive, $"#r \"{quoted}\": '{version}' is not a version. Write one such as 1.2.3, 1.2.*, or none for the newest.");
        return new PackageRequest(directive, parts[0], version);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*\z")]
    private static partial Regex NamePattern();

    // One version, one that floats, or a range in brackets.
    [GeneratedRegex(@"\A(\*(-\*)?|\d+(\.\d+){0,3}(\.\*)?(-[0-9A-Za-z.*-]+)?(\+[0-9A-Za-z.-]+)?|[\[(][0-9A-Za-z.*+\-, ]+[\])])\z")]
    private static partial Regex VersionPattern();
}
