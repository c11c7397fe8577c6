using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Html;

public class OutlineTests
{
    [Theory]
    [InlineData("# T\n\n## A\n\n### B\n\n## C", "T: 2 A, 3 B, 2 C")]
    [InlineData("# T\n\n# A\n\n## B\n\n# C", "T: 2 A, 3 B, 2 C")]
    [InlineData("# T\n\n#### A\n\n###### B\n\n## C", "T: 2 A, 3 B, 2 C")]
    [InlineData("## A\n\n# T", "T: 2 A")]
    [InlineData("## A\n\n### B", "a-notebook: 2 A, 3 B")]
    [InlineData("Setext\n===\n\nA\n---", "Setext: 2 A")]
    public void A_page_has_one_title_and_no_level_is_skipped(string markdown, string outline)
    {
        var handout = Renderer.Render(Notebook(TextCell(markdown)), "a-notebook");
        var page = Parse(handout.Html);
        var headings = page.QuerySelectorAll("h2, h3, h4, h5, h6").Select(heading => $"{heading.LocalName[1]} {heading.FirstChild!.TextContent.Trim()}");

        Assert.Equal(outline, $"{Assert.Single(page.QuerySelectorAll("h1")).TextContent}: {string.Join(", ", headings)}");
        Assert.Equal(handout.Title, page.Title);
    }

    [Fact]
    public void Headings_of_outputs_are_no_part_of_the_outline()
    {
        var page = Parse(Renderer.Render(Notebook(TextCell("# T\n\n## A\n\n## B"), CodeCell("x", Display(("text/markdown", "## In an output")))), "n").Html);

        Assert.Equal(["A", "B"], page.QuerySelectorAll("nav a").Select(link => link.TextContent));
    }

    [Fact]
    public void Every_heading_has_an_address_of_its_own()
    {
        var article = Article(TextCell("# T\n\n## The *sum* `x`!\n\n## The sum x\n\n## $\\frac{1}{2}$\n\n## Überblick\n\n## ?"), TextCell("## The sum x"));

        Assert.Equal(
            ["the-sum-x", "the-sum-x-1", "frac12", "überblick", "section", "the-sum-x-2"],
            article.QuerySelectorAll("h2").Select(heading => heading.Id));
    }

    [Theory]
    [InlineData("#the-backward-pass")]
    [InlineData("#The-backward-pass")]
    [InlineData("#The%20backward%20pass")]
    public void A_link_finds_its_heading_by_the_address_that_Jupyter_or_VS_Code_gives_it(string address) =>
        Assert.Equal("#the-backward-pass", Article(TextCell($"# T\n\n[there]({address})\n\n## The backward pass")).QuerySelector("p a")!.GetAttribute("href"));

    [Fact]
    public void The_contents_list_sections_and_their_parts()
    {
        var page = Parse(Renderer.Render(Notebook(TextCell("# T\n\n## A\n\n### A.1\n\n### A.2\n\n#### deep\n\n## B [linked](x)\n\n### B.1\n\n## $c$")), "n").Html);
        var nav = page.QuerySelector("nav")!;

        Assert.Equal(["A", "B linked"], nav.QuerySelectorAll("details > ol > li > a").Take(2).Select(link => link.TextContent));
        Assert.Equal(["A.1", "A.2", "B.1"], nav.QuerySelectorAll("ol ol a").Select(link => link.TextContent));
        Assert.All(nav.QuerySelectorAll("a"), link => Assert.NotNull(page.QuerySelector($"[id='{link.GetAttribute("href")![1..]}']")));
        Assert.Empty(nav.QuerySelectorAll("a a"));
        Assert.Single(nav.QuerySelectorAll(".katex"));
    }
}
