using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;

namespace Notebooks.Handouts.Formulas;

/// <summary>A font of KaTeX.</summary>
internal sealed record KatexFont(string Family, bool Bold, bool Italic);

/// <summary>A letter as a formula has it: its code point in a font.</summary>
internal readonly record struct KatexLetter(KatexFont Font, int Point);

/// <summary>What formulas need of KaTeX's style sheet and fonts.</summary>
internal sealed record KatexNeeds(IReadOnlySet<KatexLetter> Letters, IReadOnlySet<string> Classes)
{
    public static KatexNeeds Nothing { get; } = new(new HashSet<KatexLetter>(), new HashSet<string>());

    /// <summary>What several pages need together.</summary>
    public static KatexNeeds Of(IEnumerable<KatexNeeds> pages)
    {
        var all = pages.ToList();
        return new(all.SelectMany(needs => needs.Letters).ToHashSet(), all.SelectMany(needs => needs.Classes).ToHashSet());
    }
}

/// <summary>KaTeX's style sheet: of its rules and its fonts only what a page uses, the fonts as data.</summary>
internal static partial class KatexStyle
{
    /// <summary>A rule that changes the font; null leaves a part of it as it is.</summary>
    private sealed record FontRule(ISelector Selector, string? Family, bool? Bold, bool? Italic);

    private sealed record FontFile(KatexFont Font, Lazy<TrueTypeFont> Letters);

    /// <summary>A selector with what it says, and the classes without which it says nothing.</summary>
    private sealed record Rule(string Selector, string Body, IReadOnlyList<string> Classes);

    private sealed record Sheet(IReadOnlyList<Rule> Rules, IReadOnlySet<string> Classes, IReadOnlyList<FontFile> Files, IReadOnlyList<FontRule> FontRules);

    private static readonly KatexFont Start = new("KaTeX_Main", Bold: false, Italic: false);

    private static readonly Lazy<Sheet> Katex = new(() => Read(Asset.Text("katex/katex.min.css")));

    /// <summary>The classes that rules name; KaTeX writes others too, which change nothing.</summary>
    public static IReadOnlySet<string> Classes => Katex.Value.Classes;

    /// <summary>What the formulas in <paramref name="page"/> need.</summary>
    public static KatexNeeds NeedsOf(IElement page)
    {
        var letters = new HashSet<KatexLetter>();
        foreach (var formula in page.QuerySelectorAll(".katex-html"))
            Collect(formula, Start, letters);
        var classes = page.QuerySelectorAll(".katex, .katex *, .katex-display, .katex-error").SelectMany(element => element.ClassList).ToHashSet();
        return new KatexNeeds(letters, classes);
    }

    /// <summary>The styles for these needs; empty where there are none.</summary>
    public static string For(KatexNeeds needs)
    {
        if (needs.Letters.Count == 0)
            return "";

        var css = new StringBuilder($"/* KaTeX\n{Asset.Text("katex/LICENSE")}*/\n");
        foreach (var file in Katex.Value.Files)
        {
            var points = needs.Letters.Where(letter => Serves(file.Font, letter.Font)).Select(letter => letter.Point).Distinct().Where(file.Letters.Value.Has).Order().ToList();
            if (points.Count == 0)
                continue;
            css.Append("@font-face{font-family:").Append(file.Font.Family)
                .Append(file.Font.Bold ? ";font-weight:700" : "")
                .Append(file.Font.Italic ? ";font-style:italic" : "")
                .Append(";src:url(data:font/woff2;base64,").Append(Convert.ToBase64String(Woff2.Write(file.Letters.Value.Subset(points))))
                .Append(")}\n");
        }
        foreach (var rule in Katex.Value.Rules.Where(rule => rule.Classes.All(needs.Classes.Contains)))
            css.Append(rule.Selector).Append('{').Append(rule.Body).Append('}');
        return css.Append('\n').ToString();
    }

    /// <summary>Walks down with the font that each element inherits, and keeps the letters that stand in it.</summary>
    private static void Collect(IElement element, KatexFont inherited, HashSet<KatexLetter> letters)
    {
        var font = inherited;
        foreach (var rule in Katex.Value.FontRules.Where(rule => rule.Selector.Match(element, null)))
            font = new KatexFont(rule.Family ?? font.Family, rule.Bold ?? font.Bold, rule.Italic ?? font.Italic);
        foreach (var letter in element.ChildNodes.OfType<IText>().SelectMany(text => text.Data.EnumerateRunes()))
            letters.Add(new KatexLetter(font, letter.Value));
        foreach (var child in element.Children)
            Collect(child, font, letters);
    }

    /// <summary>Whether a browser takes this file for the font; a family without the very face gives its nearest.</summary>
    private static bool Serves(KatexFont file, KatexFont font) => file == font
        || (file.Family == font.Family && !Katex.Value.Files.Any(other => other.Font == font));

    private static Sheet Read(string css)
    {
        var files = FontFace().Matches(css).Select(face => new FontFile(
            new KatexFont(Value(face.Value, "font-family")!, Value(face.Value, "font-weight") == "700", Value(face.Value, "font-style") == "italic"),
            new Lazy<TrueTypeFont>(() => new TrueTypeFont(Asset.Bytes("katex/" + FontFileName().Match(face.Value).Value)))));
        var rules = RuleText().Matches(FontFace().Replace(css, "")).SelectMany(rule => rule.Groups["selector"].Value.Split(',').Select(selector =>
            new Rule(selector, rule.Groups["body"].Value, [.. ClassName().Matches(Negation().Replace(selector, "")).Select(name => name.Value)]))).ToList();
        var parser = new CssSelectorParser();
        var fontRules =
            from rule in rules
            let body = rule.Body
            let family = Value(body, "font-family")
            let weight = Value(body, "font-weight")
            let style = Value(body, "font-style")
            where (family ?? weight ?? style) is not null
            let selector = parser.ParseSelector(rule.Selector)
            orderby selector.Specificity
            select new FontRule(selector, family, weight is null ? null : weight == "700", style is null ? null : style == "italic");
        return new Sheet(rules, rules.SelectMany(rule => ClassName().Matches(rule.Selector)).Select(name => name.Value).ToHashSet(), [.. files], [.. fontRules]);
    }

    private static string? Value(string body, string property) =>
        Declaration().Matches(body).LastOrDefault(match => match.Groups["property"].Value == property)?.Groups["value"].Value.Trim('"');

    [GeneratedRegex(@"@font-face\{[^}]*\}")]
    private static partial Regex FontFace();

    [GeneratedRegex(@"[^(/]+\.ttf(?=\))")]
    private static partial Regex FontFileName();

    [GeneratedRegex(@"(?<selector>[^{}]+)\{(?<body>[^{}]*)\}")]
    private static partial Regex RuleText();

    [GeneratedRegex(@"(?<=\.)[A-Za-z][\w-]*")]
    private static partial Regex ClassName();

    [GeneratedRegex(@":not\([^)]*\)")]
    private static partial Regex Negation();

    [GeneratedRegex(@"(?<=^|[{;])(?<property>[a-z-]+):(?<value>[^;}]+)")]
    private static partial Regex Declaration();
}
