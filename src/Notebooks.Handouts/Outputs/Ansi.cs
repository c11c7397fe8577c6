using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Outputs;

/// <summary>Text as a terminal would show it: colours and weights as spans, every other escape sequence left out.</summary>
internal static partial class Ansi
{
    public static string ToHtml(string text)
    {
        var html = new StringBuilder(text.Length + 64);
        var style = new AnsiStyle();
        var done = 0;
        text = Overwrite(text);
        foreach (Match escape in Escape().Matches(text))
        {
            style.Write(html, text.AsSpan(done, escape.Index - done));
            done = escape.Index + escape.Length;
            if (escape.Groups["sgr"].Success)
                style = style.After(Codes(escape.Groups["sgr"].Value));
        }
        style.Write(html, text.AsSpan(done));
        return html.ToString();
    }

    /// <summary>The text with no escape sequence at all.</summary>
    public static string Strip(string text) => Escape().Replace(Overwrite(text), "");

    /// <summary>What a carriage return leaves of each line, so that of a progress bar the last state is shown.</summary>
    private static string Overwrite(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        return text.Contains('\r') ? RewrittenStart().Replace(text, "") : text;
    }

    private static int[] Codes(string parameters) =>
        [.. EmptyColourSpace().Replace(parameters, "$1").Split(';', ':').Select(Code)];

    private static int Code(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0;

    // Escape sequences: select graphic rendition; any other control sequence; operating system commands and their
    // kin, up to their end; two-character ones. Then the control characters that show nothing.
    [GeneratedRegex(@"\x1b\[(?<sgr>[\d;:]*)m|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?|[\0-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")]
    private static partial Regex Escape();

    [GeneratedRegex(@"[^\n]*\r(?=[^\n])|\r")]
    private static partial Regex RewrittenStart();

    // 38:2::r:g:b names no colour space; 38;2;r;g;b has no place for one.
    [GeneratedRegex(@"((?:38|48):2:):")]
    private static partial Regex EmptyColourSpace();
}
