using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Outputs;

/// <summary>Pictures as HTML.</summary>
internal static partial class PictureHtml
{
    /// <summary>The drawing as part of the page, so that it takes the page's colours.</summary>
    public static string Svg(string svg, string alternative)
    {
        // What stands before the root (XML declaration, document type) has no place in HTML.
        var root = svg.IndexOf("<svg", StringComparison.Ordinal);
        // A style sheet in a drawing would hold for the whole page: as a picture, the drawing keeps it to itself.
        if (root < 0 || ForeignStyle().IsMatch(svg))
            return Image("image/svg+xml", Convert.ToBase64String(Encoding.UTF8.GetBytes(root < 0 ? svg : Declared(svg[root..]))), null, null, alternative);
        // A drawing that has a title of its own says itself what it is.
        return svg.Contains("<title", StringComparison.Ordinal)
            ? svg[root..]
            : $"<div role=\"img\" aria-label=\"{WebUtility.HtmlEncode(alternative)}\">{svg[root..]}</div>";
    }

    /// <summary>The drawing as a file of its own must be: with its namespaces.</summary>
    private static string Declared(string svg)
    {
        var start = svg[..(svg.IndexOf('>', StringComparison.Ordinal) is var end and >= 0 ? end : svg.Length)];
        var names = (start.Contains("xmlns=", StringComparison.Ordinal) ? "" : " xmlns=\"http://www.w3.org/2000/svg\"")
            + (start.Contains("xmlns:xlink", StringComparison.Ordinal) || !svg.Contains("xlink:", StringComparison.Ordinal) ? "" : " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
        return $"<svg{names}{svg["<svg".Length..]}";
    }

    // A rule for anything that does not carry our own prefix.
    [GeneratedRegex(@"<style(?![^>]*>(?:\s*(?:/\*.*?\*/)?\s*[^{}<>]*\.ll-[^{}<>]*\{[^{}]*\})*\s*</style)", RegexOptions.Singleline)]
    private static partial Regex ForeignStyle();

    /// <summary>A picture from base64; <paramref name="metadata"/> may give its width and height in CSS pixels.</summary>
    public static string Bitmap(string type, string base64, JsonNode? metadata, string alternative) =>
        Image(type, string.Concat(base64.Where(letter => !char.IsWhiteSpace(letter))), Pixels(metadata, "width"), Pixels(metadata, "height"), alternative);

    private static string Image(string type, string base64, int? width, int? height, string alternative)
    {
        var size = (width is null ? "" : $" width=\"{width.Value.ToString(CultureInfo.InvariantCulture)}\"")
            + (height is null ? "" : $" height=\"{height.Value.ToString(CultureInfo.InvariantCulture)}\"");
        return $"<img src=\"data:{type};base64,{WebUtility.HtmlEncode(base64)}\" alt=\"{WebUtility.HtmlEncode(alternative)}\"{size}>";
    }

    private static int? Pixels(JsonNode? metadata, string key) =>
        (metadata as JsonObject)?[key]?.ToJsonString() is { } number
            && double.TryParse(number, CultureInfo.InvariantCulture, out var pixels) && pixels is >= 1 and <= 10_000
            ? (int)Math.Round(pixels)
            : null;
}
