using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;

namespace Notebooks.Handouts.Formulas;

/// <summary>A font of KaTeX.</summary>
internal sealed record KatexFont(string Family, bool Bold, bool Italic);

/// <summary>KaTeX's style sheet, with only those of its fonts that a page uses, as data.</summary>
internal static partial class KatexStyle
{
    /// <summary>A rule that changes the font; null leaves a part of it as it is.</summary>
    private sealed record FontRule(ISelector Selector, string? Family, bool? Bold, bool? Italic);

    private sealed record FontFile(KatexFont Font, string Name);

    private sealed record Sheet(string Rules, IReadOnlyList<FontFile> Files, IReadOnlyList<FontRule> FontRules);

    private static readonly KatexFont Start = new("KaTeX_Main", Bold: false, Italic: false);

    private static readonly Lazy<Sheet> Katex = new(() => Read(Asset.Text("katex/katex.min.css")));

    /// <summary>The fonts of the formulas in <paramref name="page"/>; empty where there are none.</summary>
    public static IReadOnlySet<KatexFont> FontsOf(IElement page)
    {
        var used = new HashSet<KatexFont>();
        foreach (var formula in page.QuerySelectorAll(".katex-html"))
            Collect(formula, Start, used);
        return used;
    }

    /// <summary>The styles for formulas in these fonts; empty where there are none.</summary>
    public static string For(IReadOnlySet<KatexFont> used)
    {
        if (used.Count == 0)
            return "";

        var css = new StringBuilder($"/* KaTeX\n{Asset.Text("katex/LICENSE")}*/\n");
        foreach (var file in Katex.Value.Files.Where(file => used.Any(font => Serves(file.Font, font))))
        {
            css.Append("@font-face{font-family:").Append(file.Font.Family)
                .Append(";font-weight:").Append(file.Font.Bold ? "700" : "400")
                .Append(";font-style:").Append(file.Font.Italic ? "italic" : "normal")
                .Append(";src:url(data:font/woff2;base64,").Append(Convert.ToBase64String(Asset.Bytes("katex/" + file.Name)))
                .Append(") format(\"woff2\")}\n");
        }
        return css.Append(Katex.Value.Rules).Append('\n').ToString();
    }

    /// <summary>Walks down with the font that each element inherits, and keeps those that stand on letters.</summary>
    private static void Collect(IElement element, KatexFont inherited, HashSet<KatexFont> used)
    {
        var font = inherited;
        foreach (var rule in Katex.Value.FontRules.Where(rule => rule.Selector.Match(element, null)))
            font = new KatexFont(rule.Family ?? font.Family, rule.Bold ?? font.Bold, rule.Italic ?? font.Italic);
        if (element.ChildNodes.OfType<IText>().Any())
            used.Add(font);
        foreach (var child in element.Children)
            Collect(child, font, used);
    }

    /// <summary>Whether a browser takes this file for the font; a family without the very face gives its nearest.</summary>
    private static bool Serves(KatexFont file, KatexFont font) => file == font
        || (file.Family == font.Family && !Katex.Value.Files.Any(other => other.Font == font));

    private static Sheet Read(string css)
    {
        var files = FontFace().Matches(css).Select(face => new FontFile(
            new KatexFont(Value(face.Value, "font-family")!, Value(face.Value, "font-weight") == "700", Value(face.Value, "font-style") == "italic"),
            FontFileName().Match(face.Value).Value));
        var rules = FontFace().Replace(css, "");
        var parser = new CssSelectorParser();
        var fontRules =
            from rule in Rule().Matches(rules)
            let body = rule.Groups["body"].Value
            let family = Value(body, "font-family")
            let weight = Value(body, "font-weight")
            let style = Value(body, "font-style")
            where (family ?? weight ?? style) is not null
            let selector = parser.ParseSelector(rule.Groups["selector"].Value)
            orderby selector.Specificity
            select new FontRule(selector, family, weight is null ? null : weight == "700", style is null ? null : style == "italic");
        return new Sheet(rules, [.. files], [.. fontRules]);
    }

    private static string? Value(string body, string property) =>
        Declaration().Matches(body).LastOrDefault(match => match.Groups["property"].Value == property)?.Groups["value"].Value.Trim('"');

    [GeneratedRegex(@"@font-face\{[^}]*\}")]
    private static partial Regex FontFace();

    [GeneratedRegex(@"[^(/]+\.woff2(?=\))")]
    private static partial Regex FontFileName();

    [GeneratedRegex(@"(?<selector>[^{}]+)\{(?<body>[^{}]*)\}")]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<=^|[{;])(?<property>[a-z-]+):(?<value>[^;}]+)")]
    private static partial Regex Declaration();
}
