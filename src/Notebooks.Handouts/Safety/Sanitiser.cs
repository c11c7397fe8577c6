using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;
using Notebooks.Handouts.Page;

namespace Notebooks.Handouts.Safety;

/// <summary>
/// Leaves of a notebook's HTML what shows something: text, tables, pictures, drawings, formulas, controls that do
/// nothing by themselves. Whatever runs, loads, sends or leads to a script goes.
/// </summary>
internal static class Sanitiser
{
    /// <summary>Where style attributes wait while the library works: its CSS parser would lose newer colours.</summary>
    private const string KeptStyle = "data-nb-kept-style";

    // It only reads its own settings, so one serves every thread.
    private static readonly HtmlSanitizer Library = Create();

    /// <summary>Cleans what <paramref name="part"/> holds.</summary>
    public static void Clean(IElement part)
    {
        var html = HtmlText.OfChildren(part);
        // HTML that a parser reads differently once it was written out could hide something from the first look.
        for (var look = 0; look < 4; look++)
        {
            CleanOnce(part);
            var clean = HtmlText.OfChildren(part);
            if (look > 0 && clean == html)
                return;
            html = clean;
            part.InnerHtml = clean;
        }
        part.TextContent = html;
    }

    private static void CleanOnce(IElement part)
    {
        foreach (var element in part.QuerySelectorAll("*"))
        {
            element.RemoveAttribute(KeptStyle);
            if (element.GetAttribute("style") is not { } style)
                continue;
            element.RemoveAttribute("style");
            if (QuietCss.Of(style) is { Length: > 0 } quiet)
                element.SetAttribute(KeptStyle, quiet);
        }

        Library.SanitizeDom((IHtmlDocument)part.Owner!, (IHtmlElement)part);
        foreach (var element in part.QuerySelectorAll("*"))
        {
            if (element.GetAttribute(KeptStyle) is { } style)
            {
                element.RemoveAttribute(KeptStyle);
                element.SetAttribute("style", style);
            }
            foreach (var attribute in element.Attributes.Where(attribute => attribute.Name != "style" && attribute.Value.Contains("url(", StringComparison.OrdinalIgnoreCase)).ToList())
            {
                if (QuietCss.Of(attribute.Value) != attribute.Value)
                    element.RemoveAttribute(attribute.Name);
            }
        }
    }

    private static HtmlSanitizer Create()
    {
        var library = new HtmlSanitizer
        {
            KeepChildNodes = true,
            AllowDataAttributes = true,
        };
        library.AllowedTags.ExceptWith(["form", "textarea", "keygen", "menu", "menuitem", "style", "area", "map", "html", "head", "body", "main"]);
        library.AllowedTags.UnionWith(AllowedNames.Html);
        library.AllowedTags.UnionWith(AllowedNames.Svg);
        library.AllowedTags.UnionWith(AllowedNames.MathMl);
        library.AllowedAttributes.ExceptWith(
            ["style", "action", "method", "enctype", "accesskey", "autofocus", "contenteditable", "draggable", "dropzone", "name", "target", "longdesc", "usemap", "ismap", "accept", "accept-charset", "autosave", "challenge", "keytype", "prompt", "cite"]);
        library.AllowedAttributes.UnionWith(AllowedNames.Attributes);
        library.AllowedSchemes.UnionWith(["mailto", "data"]);
        library.UriAttributes.UnionWith(["xlink:href", "poster", "formaction"]);
        library.FilterUrl += (_, url) => url.SanitizedUrl = IsSafe(url.OriginalUrl, url.Tag) ? url.OriginalUrl : null;
        library.RemovingTag += (_, tag) => tag.Cancel = tag.Tag.LocalName == "script" && PageScripts.IsData(tag.Tag);
        library.RemovingAttribute += (_, removal) => removal.Cancel = removal.Reason == RemoveReason.NotAllowedAttribute
            && (removal.Attribute.Name.StartsWith("aria-", StringComparison.Ordinal)
                || removal.Attribute.Name == "name" && removal.Tag.LocalName is "input" or "details"
                || removal.Attribute.Name == "type" && removal.Tag.LocalName == "script");
        return library;
    }

    private static bool IsSafe(string address, IElement element)
    {
        var plain = new string([.. address.Where(letter => letter > ' ')]);
        var colon = plain.IndexOf(':');
        var scheme = colon > 0 && plain.AsSpan(0, colon).IndexOfAny('/', '?', '#') < 0 ? plain[..colon].ToLowerInvariant() : null;
        var isPicture = element.LocalName is "img" or "image" or "feimage";
        return scheme switch
        {
            // What is not a picture may lead somewhere, at a click; what draws may only point into the page.
            null => element.LocalName == "a" || plain.StartsWith('#'),
            "http" or "https" or "mailto" => element.LocalName == "a",
            "data" => isPicture && plain.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }
}
