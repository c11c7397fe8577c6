using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Html;

public class IndexTests
{
    [Fact]
    public void The_index_leads_to_each_handout_with_its_title_and_first_paragraph()
    {
        var index = Parse(Renderer.RenderIndex(
            [
                HandoutEntry.Of(Notebook(CodeCell("x"), TextCell("# The *layer* $x$\n\n![](a.png)Maps $N$ [examples](b.html).\n\nMore.")), "00 start"),
                HandoutEntry.Of(Notebook(TextCell("**You can**\n\n- count;\n- see.\n\nMore.")), "part/01-next"),
            ],
            "The course"));

        Assert.Equal("The course", Assert.Single(index.QuerySelectorAll("h1")).TextContent);
        Assert.Equal(["00%20start.html", "part/01-next.html"], index.QuerySelectorAll("a:not(.nb-skip)").Select(link => link.GetAttribute("href")));
        Assert.Equal("01-next", index.QuerySelectorAll("h2 a")[1].TextContent);
        Assert.Equal(2, index.QuerySelectorAll(".nb-index > li:first-child .katex").Length);
        Assert.EndsWith(" examples.", index.QuerySelector(".nb-index p")!.TextContent);
        Assert.Empty(index.QuerySelectorAll("img"));
        Assert.Equal(["count;", "see."], index.QuerySelectorAll(".nb-index li li").Select(item => item.TextContent));
        Assert.DoesNotContain("More.", index.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_that_cannot_be_read_does_not_spoil_the_index()
    {
        var index = Parse(Renderer.RenderIndex([HandoutEntry.Of(Notebook(TextCell("# T\n\nBroken $\\frac{1$ here.")), "n")]));

        Assert.Equal("Broken $\\frac{1$ here.", index.QuerySelector(".nb-index p")!.TextContent);
    }
}
