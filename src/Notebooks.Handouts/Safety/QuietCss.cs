using System.Globalization;
using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Safety;

/// <summary>CSS that asks for nothing outside its page, and lays nothing over the window.</summary>
/// <remarks>
/// CSS runs nothing, and the page's policy refuses every request that it could make; this keeps such CSS from being
/// there at all. The declarations are not parsed: a parser that lags behind the browsers would lose colours and layouts.
/// </remarks>
internal static partial class QuietCss
{
    /// <summary>
    /// The same CSS without imports, with nothing in the place of an address on the network, and without boxes that stay where they
    /// are in the window: one of them could lie over the page and take every click. Null where that cannot be told.
    /// </summary>
    public static string? Of(string css)
    {
        if (!Asks(css))
            return css;

        var quiet = Import().Replace(css, "");
        quiet = Address().Replace(quiet, match => IsInside(match.Groups["address"].Value) ? match.Value : "none");
        quiet = Overlay().Replace(quiet, "position:static");
        return Asks(quiet) ? null : quiet;
    }

    private static bool Asks(string css)
    {
        var plain = Comment().Replace(Escape().Replace(css, Unescaped), "");
        return plain.Contains("</", StringComparison.Ordinal)
            || plain.Contains("<!--", StringComparison.Ordinal)
            || plain.Contains("@import", StringComparison.OrdinalIgnoreCase)
            || plain.Contains("image-set(", StringComparison.OrdinalIgnoreCase) && Quoted().IsMatch(plain)
            || Address().Matches(plain).Any(match => !IsInside(match.Groups["address"].Value))
            || Unclosed().IsMatch(Address().Replace(plain, ""))
            || Overlay().IsMatch(plain);
    }

    private static bool IsInside(string address) =>
        address.StartsWith('#')
        || address.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("data:font/", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("data:application/", StringComparison.OrdinalIgnoreCase);

    private static string Unescaped(Match escape) => escape.Groups["code"] is { Success: true, Value: var code }
        ? int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var point and > 0 and < 0xD800 ? ((char)point).ToString() : "?"
        : escape.Groups["letter"].Value;

    [GeneratedRegex(@"\\(?:(?<code>[0-9a-fA-F]{1,6})\s?|(?<letter>[^\n]))")]
    private static partial Regex Escape();

    [GeneratedRegex(@"/\*.*?(?:\*/|$)", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"@import[^;]*(?:;|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Import();

    [GeneratedRegex(@"(?:url|src)\(\s*(?:""(?<address>[^""]*)""|'(?<address>[^']*)'|(?<address>[^""')]*))\s*\)", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?:url|src)\(", RegexOptions.IgnoreCase)]
    private static partial Regex Unclosed();

    [GeneratedRegex(@"(?<![\w-])position\s*:\s*(?:fixed|[^;}]*\()[^;}]*", RegexOptions.IgnoreCase)]
    private static partial Regex Overlay();

    [GeneratedRegex(@"image-set\([^)]*[""'](?!data:|#|image/)", RegexOptions.IgnoreCase)]
    private static partial Regex Quoted();
}
