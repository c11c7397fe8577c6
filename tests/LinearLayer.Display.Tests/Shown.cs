using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)] // a host has one set of formatters

namespace LinearLayer.Display.Tests;

/// <summary>What a notebook's host shows for a value, by the host's own formatting.</summary>
internal static partial class Shown
{
    private const string EndOfStyle = "</style>\n";

    static Shown() => LinearLayerFormatters.Register();

    public static string Text(object value) => value.ToDisplayString("text/plain");

    /// <summary>The HTML as it is sent, with its style sheet; without the script that comes once a notebook.</summary>
    public static string Html(object value) => PlotlyScript().Replace(HtmlWithScript(value), "");

    /// <summary>The HTML as it is sent, which for one chart holds the script for all of them.</summary>
    public static string HtmlWithScript(object value) => value.ToDisplayString("text/html");

    [GeneratedRegex("""<script class="ll-plotly">.*?</script>\n""", RegexOptions.Singleline)]
    private static partial Regex PlotlyScript();

    /// <summary>The HTML behind the style sheet, which every output carries.</summary>
    public static string Body(object value)
    {
        var html = Html(value);
        Assert.StartsWith("<style>", html);
        return html[(html.IndexOf(EndOfStyle, StringComparison.Ordinal) + EndOfStyle.Length)..];
    }

    /// <summary>What a kernel sends: the value in each MIME type that its formatters prefer, and as text.</summary>
    public static IReadOnlyList<(string MimeType, string Text)> Forms(object value) =>
        [.. Formatter.GetPreferredMimeTypesFor(value.GetType()).Append("text/plain").Distinct().Select(type => (type, value.ToDisplayString(type)))];

    public static void AssertText(string expected, object value) => Assert.Equal(expected.ReplaceLineEndings("\n"), Text(value));
}
