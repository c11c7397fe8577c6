using AngleSharp.Dom;
using AngleSharp.Html;

namespace Notebooks.Handouts.Page;

/// <summary>Writes elements as HTML. AngleSharp does, too, but looks for each next sibling from the first: a table of 50,000 rows takes it minutes.</summary>
internal static class HtmlText
{
    public static string Of(INode node)
    {
        using var writer = new StringWriter();
        Write(node, writer);
        return writer.ToString();
    }

    public static string OfChildren(INode node)
    {
        using var writer = new StringWriter();
        WriteChildren(node, writer);
        return writer.ToString();
    }

    private static void Write(INode node, StringWriter writer)
    {
        // What has no children, or special ones, AngleSharp writes whole.
        if (node is not IElement element || !element.HasChildNodes || element.LocalName is "template" or "pre" or "textarea" or "listing")
        {
            node.ToHtml(writer, HtmlMarkupFormatter.Instance);
            return;
        }
        writer.Write(HtmlMarkupFormatter.Instance.OpenTag(element, selfClosing: false));
        WriteChildren(element, writer);
        writer.Write(HtmlMarkupFormatter.Instance.CloseTag(element, selfClosing: false));
    }

    private static void WriteChildren(INode node, StringWriter writer)
    {
        foreach (var child in node.ChildNodes)
            Write(child, writer);
    }
}
