using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LinearLayer.Display.Tests;

/// <summary>What holds of every kind of picture.</summary>
public partial class GalleryTests
{
    public static TheoryData<string> Names { get; } = [.. Gallery.All.Select(exhibit => exhibit.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_looks_as_it_did_when_somebody_last_looked_at_it(string name)
    {
        var value = Gallery.Of(name).Make();

        Golden.AssertEqual($"{name}.txt", Shown.Text(value));
        // A tag a line, so that a change can be read; without the script that is the same in every chart.
        if (!Gallery.Of(name).IsLong)
            Golden.AssertEqual($"{name}.html", ChartScripts().Replace(Shown.Body(value), "").Replace("><", ">\n<"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_is_the_same_bytes_each_time(string name) =>
        Assert.Equal(Shown.Html(Gallery.Of(name).Make()), Shown.Html(Gallery.Of(name).Make()));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_style_touches_nothing_but_our_own_classes(string name)
    {
        var html = Shown.Html(Gallery.Of(name).Make());
        var selectors = StyleSheets().Matches(html)
            .SelectMany(sheet => Selectors().Matches(sheet.Groups["rules"].Value))
            .Select(match => match.Groups[1].Value.Trim())
            .Where(selector => !selector.StartsWith('@'))
            .SelectMany(selector => selector.Split(','))
            .ToList();

        Assert.NotEmpty(selectors);
        Assert.All(selectors, selector => Assert.Matches(@"^\s*(pre|svg|table|td|th)?\.ll-", selector));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_class_and_id_carries_our_prefix(string name)
    {
        var names = Attributes().Matches(Shown.Body(Gallery.Of(name).Make()))
            .SelectMany(match => match.Groups["names"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.StartsWith("ll-", name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_picture_has_a_name_for_a_screen_reader_and_a_form_for_a_terminal(string name)
    {
        var value = Gallery.Of(name).Make();
        var root = XElement.Parse($"<root>{Shown.Body(value)}</root>").Elements().First();

        Assert.Contains("ll-figure", root.Attribute("class")!.Value.Split(' '));
        Assert.True(root.Attribute("aria-label") is not null || root.Descendants("caption").Any() || root.Attribute("data-check") is not null, root.ToString());
        Assert.DoesNotContain("<", Shown.Text(value).Replace("<=", "").Replace("< ", "").Replace("<b>", ""));
    }

    [GeneratedRegex(@"<script class=""ll-chart-script"">.*?</script>", RegexOptions.Singleline)]
    private static partial Regex ChartScripts();

    [GeneratedRegex(@"<style>(?<rules>.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleSheets();

    [GeneratedRegex(@"([^{}]+)\{")]
    private static partial Regex Selectors();

    [GeneratedRegex(@"\s(class|id)=""(?<names>[^""]*)""")]
    private static partial Regex Attributes();
}
