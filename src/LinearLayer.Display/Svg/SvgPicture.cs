using System.Globalization;
using System.Text.RegularExpressions;

namespace LinearLayer.Display;

/// <summary>A drawing with its words: it shows itself in a notebook, as text in a terminal, and can be kept as a file.</summary>
/// <param name="Title">What it shows, in a few words.</param>
/// <param name="Description">What there is to see, for those who do not see it.</param>
/// <param name="Svg">The drawing: one <c>svg</c> element, coloured by <c>currentColor</c> and the properties <c>--ll-...-color</c>.</param>
/// <param name="PlainText">The same for a terminal.</param>
public sealed partial record SvgPicture(string Title, string Description, string Svg, string PlainText)
{
    internal const string PictureRules = """
        .ll-picture { max-width: 100%; overflow-x: auto; break-inside: avoid; }
        .ll-picture > svg { display: block; max-width: 100%; height: auto; }
        @media print { .ll-picture > svg.ll-wide { min-width: 0 !important; } }
        """;

    // Below this part of its size a wide drawing scrolls instead of getting smaller: its smallest letters have 12 px.
    private const double LeastScale = 0.72;

    // Every page has this much room.
    private const double NarrowestPage = 300;

    // A file has no page around it that gives a colour.
    private const string FileRules = """
        .ll-figure { color: #25221e; --ll-surface: #fffdf9; background: var(--ll-surface); font-family: system-ui, sans-serif; }
        @media (prefers-color-scheme: dark) { .ll-figure { color: #e3e0d9; --ll-surface: #17191d; } }
        """;

    /// <summary>CSS rules that this drawing needs beside the shared ones; every selector begins with a class <c>.ll-...</c>.</summary>
    internal string Rules { get; init; } = "";

    /// <summary>The drawing as a file of its own: it takes the colours of a page that is dark where the system's theme is.</summary>
    public string ToFile()
    {
        var open = SvgTag().Match(Svg);
        var attributes = open.Groups["attributes"].Value;
        var xmlns = attributes.Contains("xmlns=", StringComparison.Ordinal) ? "" : " xmlns=\"http://www.w3.org/2000/svg\"";
        return $"""
            <svg{xmlns}{attributes} class="ll-figure" role="img">
            <title>{Figure.Html(Title)}</title>
            <desc>{Figure.Html(Description)}</desc>
            <style>
            {Style.Rules}{Rules}
            {FileRules}
            </style>
            {Svg[open.Length..].Trim()}

            """.ReplaceLineEndings("\n");
    }

    /// <summary>The width of the drawing, in CSS pixels; 0 for one that has none, and takes what it is given.</summary>
    internal double Width => WidthAttribute().Match(SvgTag().Match(Svg).Value) is { Success: true } width
        ? double.Parse(width.Groups["width"].ValueSpan, CultureInfo.InvariantCulture)
        : 0;

    internal void WriteHtml(TextWriter writer) => Figure.Write(writer, "ll-drawn", Title, PictureRules + "\n" + Rules, Element(), Description);

    /// <summary>The drawing as a part of a page: it gets smaller with the page, and a wide one scrolls where it could not be read any more.</summary>
    internal string Element()
    {
        var least = Math.Floor(Width * LeastScale);
        var scrolls = least > NarrowestPage;
        var svg = SvgTag().Replace(Svg, tag =>
            $"<svg{(scrolls ? FormattableString.Invariant($" class=\"ll-wide\" style=\"min-width: {least}px\"") : "")}{tag.Groups["attributes"].Value} role=\"img\" aria-label=\"{Figure.Html(Title)}\">", 1);
        return $"<div class=\"ll-picture\"{(scrolls ? $" tabindex=\"0\" role=\"group\" aria-label=\"{Figure.Html(Title)}\"" : "")}>{svg}</div>";
    }

    /// <summary>The drawing in words.</summary>
    public override string ToString() => PlainText;

    [GeneratedRegex(@"^\s*<svg(?<attributes>(\s[^>]*?)?)\s*>")]
    private static partial Regex SvgTag();

    [GeneratedRegex(@"\swidth=""(?<width>[0-9.]+)""")]
    private static partial Regex WidthAttribute();
}
