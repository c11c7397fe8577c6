using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace LinearLayer.Display;

/// <summary>The frame that every picture stands in: a figure with a title, and a description for those who do not see it.</summary>
internal static class Figure
{
    // Letters of a monospaced font that fit on a telephone.
    private const int NarrowPage = 34;

    /// <summary>Writes a figure as text/html: the style, the title, the content, the description.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="kind">The class of this kind of picture, such as <c>ll-derivation</c>.</param>
    /// <param name="title">What the picture shows, in a few words, as text.</param>
    /// <param name="rules">The CSS rules of this kind.</param>
    /// <param name="content">The HTML inside.</param>
    /// <param name="description">What there is to see, as text; empty where the content can be read out as it is.</param>
    /// <param name="titleIsShown">Whether the title stands above the content; otherwise it is only read out.</param>
    public static void Write(TextWriter writer, string kind, string title, string rules, string content, string description = "", bool titleIsShown = true)
    {
        // No ids: all outputs of a notebook share one document, and the same picture may come twice.
        writer.Write(Style.Sheet(rules));
        writer.Write($"<figure class=\"ll-figure {kind}\" aria-label=\"{Html(title)}\">");
        if (titleIsShown)
            writer.Write($"<figcaption class=\"ll-title\">{Html(title)}</figcaption>");
        writer.Write(content);
        if (description.Length > 0)
            writer.Write($"<p class=\"ll-hidden\">{Html(description)}</p>");
        writer.Write("</figure>");
    }

    /// <summary>Content in a box that scrolls sideways where the page is narrower.</summary>
    /// <param name="content">The HTML inside.</param>
    /// <param name="label">What the box holds, as text.</param>
    /// <param name="letters">About how many letters it is wide: a box that may scroll must be reached by keyboard, and another must not be a stop on the way.</param>
    public static string Scroll(string content, string label, int letters) =>
        letters > NarrowPage
            ? $"<div class=\"ll-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{Html(label)}\">{content}</div>"
            : $"<div class=\"ll-scroll\">{content}</div>";

    /// <summary>
    /// An id, for what cannot do without one: a marker of an SVG, a group of radio buttons. It depends on the content alone, so that two
    /// exports are the same bytes; pictures of the same content share it, and what it names is then the same in both.
    /// </summary>
    public static string Id(string content) =>
        "ll-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 6));

    /// <summary>Text as HTML, also within a quoted attribute.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(text);
}
