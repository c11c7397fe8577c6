using System.Globalization;

namespace Notebooks.Handouts.Outputs;

/// <summary>How much of one output a page shows: a browser must still open it, and a reader read it.</summary>
internal static class OutputLimits
{
    private const int Content = 20_000_000;
    private const int Tags = 1_000_000;
    private const int TextStart = 60_000;
    private const int TextEnd = 40_000;

    /// <summary>Whether a page can hold a picture or a text of this length.</summary>
    public static bool Holds(string content) => content.Length <= Content;

    /// <summary>Whether a page can hold a piece of HTML or a drawing: each of its elements takes time and memory, whatever its length.</summary>
    public static bool HoldsMarkup(string content) => Holds(content) && content.AsSpan().Count('<') <= Tags;

    /// <summary>The text; of a very long one its beginning and its end, whole lines where it has any.</summary>
    public static string Shortened(string text)
    {
        if (text.Length <= 2 * (TextStart + TextEnd))
            return text;

        var start = text.LastIndexOf('\n', TextStart, TextStart / 2) is var before and >= 0 ? before : TextStart;
        var end = text.IndexOf('\n', text.Length - TextEnd, TextEnd / 2) is var after and >= 0 ? after + 1 : text.Length - TextEnd;
        return string.Create(CultureInfo.InvariantCulture, $"{text[..start]}\n\n[ {end - start:N0} characters are left out here ]\n\n{text[end..]}");
    }
}
