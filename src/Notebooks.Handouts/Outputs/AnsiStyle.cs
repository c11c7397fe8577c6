using System.Globalization;
using System.Net;
using System.Text;

namespace Notebooks.Handouts.Outputs;

/// <summary>How a terminal shows the text that follows: the state that SGR sequences change (ECMA-48, 8.3.117).</summary>
internal readonly record struct AnsiStyle
{
    private AnsiColour? Foreground { get; init; }

    private AnsiColour? Background { get; init; }

    private bool Bold { get; init; }

    private bool Dim { get; init; }

    private bool Italic { get; init; }

    private bool Underline { get; init; }

    private bool Struck { get; init; }

    private bool Inverse { get; init; }

    /// <summary>The style after the codes of one SGR sequence.</summary>
    public AnsiStyle After(ReadOnlySpan<int> codes)
    {
        var style = this;
        while (codes is [var code, .. var rest])
        {
            codes = rest;
            style = code switch
            {
                0 => default,
                1 => style with { Bold = true },
                2 => style with { Dim = true },
                3 => style with { Italic = true },
                4 or 21 => style with { Underline = true },
                7 => style with { Inverse = true },
                9 => style with { Struck = true },
                22 => style with { Bold = false, Dim = false },
                23 => style with { Italic = false },
                24 => style with { Underline = false },
                27 => style with { Inverse = false },
                29 => style with { Struck = false },
                38 => style with { Foreground = AnsiColour.Read(ref codes) ?? style.Foreground },
                39 => style with { Foreground = null },
                48 => style with { Background = AnsiColour.Read(ref codes) ?? style.Background },
                49 => style with { Background = null },
                >= 30 and <= 37 => style with { Foreground = AnsiColour.Named(code - 30) },
                >= 40 and <= 47 => style with { Background = AnsiColour.Named(code - 40) },
                >= 90 and <= 97 => style with { Foreground = AnsiColour.Named(code - 90 + 8) },
                >= 100 and <= 107 => style with { Background = AnsiColour.Named(code - 100 + 8) },
                _ => style,
            };
        }
        return style;
    }

    public void Write(StringBuilder html, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        var encoded = WebUtility.HtmlEncode(text.ToString());
        if (this == default)
        {
            html.Append(encoded);
            return;
        }

        html.Append("<span");
        Attribute(html, "class", ' ', Classes());
        Attribute(html, "style", ';', Colours());
        html.Append('>').Append(encoded).Append("</span>");
    }

    private IEnumerable<string> Classes()
    {
        if (Bold)
            yield return "nb-bold";
        if (Dim)
            yield return "nb-dim";
        if (Italic)
            yield return "nb-italic";
        if (Underline)
            yield return "nb-underline";
        if (Struck)
            yield return "nb-struck";
        if (Inverse)
            yield return "nb-inverse";
    }

    private IEnumerable<string> Colours()
    {
        var (front, back) = Inverse ? (Background, Foreground) : (Foreground, Background);
        if (back is { } paper)
        {
            // A colour on a colour is the author's choice as a whole; black or white goes on one without a text colour.
            yield return "background:" + paper.Exact;
            yield return "color:" + (front is { } ink ? ink.ReadableOn(paper) : paper.Opposite);
        }
        else if (front is { } ink)
            yield return "color:" + ink.Readable;
    }

    private static void Attribute(StringBuilder html, string name, char separator, IEnumerable<string> values)
    {
        if (string.Join(separator, values) is { Length: > 0 } value)
            html.Append(CultureInfo.InvariantCulture, $" {name}=\"{value}\"");
    }
}
