using Microsoft.DotNet.Interactive.Formatting;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)] // a host has one set of formatters

namespace LinearLayer.Display.Tests;

/// <summary>What a notebook's host shows for a value, by the host's own formatting.</summary>
internal static class Shown
{
    private const string EndOfStyle = "</style>\n";

    static Shown() => LinearLayerFormatters.Register();

    public static string Text(object value) => value.ToDisplayString("text/plain");

    /// <summary>The HTML as it is sent, with its style sheet.</summary>
    public static string Html(object value) => value.ToDisplayString("text/html");

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
