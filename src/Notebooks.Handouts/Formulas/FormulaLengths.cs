using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Notebooks.Handouts.Formulas;

/// <summary>The lengths that KaTeX writes at each box of a formula (<c>style="height:0.6944em"</c>), gathered as classes of the page: a few dozen come again thousands of times.</summary>
internal static class FormulaLengths
{
    /// <summary>Puts a class in the place of each style attribute within the formulas of <paramref name="part"/>.</summary>
    /// <returns>The classes as CSS; empty where there are none.</returns>
    public static string Gather(IElement part)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var box in part.QuerySelectorAll(".katex-html span[style]"))
        {
            var style = box.GetAttribute("style")!;
            if (!names.TryGetValue(style, out var name))
                names[style] = name = string.Create(CultureInfo.InvariantCulture, $"k{names.Count}");
            box.RemoveAttribute("style");
            box.ClassName = box.ClassName is { Length: > 0 } others ? $"{others} {name}" : name;
        }
        if (names.Count == 0)
            return "";

        // A style attribute is stronger than any rule; the name said again and again makes these as strong as KaTeX's strongest, which they follow.
        var css = new StringBuilder(".katex-html.katex-html.katex-html{");
        foreach (var (style, name) in names)
            css.Append('.').Append(name).Append('{').Append(style.TrimEnd(';')).Append('}');
        return css.Append("}\n").ToString();
    }
}
