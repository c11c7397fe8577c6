using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Html;

public class MarkdownTests
{
    [Theory]
    [InlineData("*soft* **loud** ~~gone~~ `x`", "<p><em>soft</em> <strong>loud</strong> <del>gone</del> <code>x</code></p>")]
    [InlineData("<https://example.org> www.example.org", "<p><a href=\"https://example.org\">https://example.org</a> <a href=\"http://www.example.org\">www.example.org</a></p>")]
    [InlineData("a<br>b &amp; c", "<p>a<br>b &amp; c</p>")]
    [InlineData("<details><summary>Why?</summary>\n\nBecause *so*.\n\n</details>", "<details><summary>Why?</summary>\n<p>Because <em>so</em>.</p>\n</details>")]
    public void Markdown_means_what_it_means_in_a_notebook(string markdown, string html) => Assert.Equal(html, ProseOf(markdown));

    [Fact]
    public void A_table_is_in_a_box_of_its_own_and_its_heads_are_heads_of_columns() => Assert.Equal(
        """
        <table>
        <thead>
        <tr>
        <td></td>
        <th style="text-align: right;" scope="col">dw</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>size</td>
        <td style="text-align: right;">12</td>
        </tr>
        </tbody>
        </table>
        """,
        ProseOf("|  | dw |\n|--|--:|\n| size | 12 |", "div.nb-scroll[data-label=Table]"));

    [Fact]
    public void A_task_is_a_mark_that_says_whether_it_is_done()
    {
        var marks = Article(TextCell("- [x] a\n- [ ] b")).QuerySelectorAll("li > [role=img]");

        Assert.Equal(["done", "to do"], marks.Select(mark => mark.GetAttribute("aria-label")));
        Assert.Equal(["☑", "☐"], marks.Select(mark => mark.TextContent));
    }

    [Fact]
    public void Footnotes_of_two_cells_do_not_meet()
    {
        var article = Article(TextCell("a[^1]\n\n[^1]: of a"), TextCell("b[^1]\n\n[^1]: of b"));

        var notes = article.QuerySelectorAll("a.footnote-ref").Select(link => article.QuerySelector("[id='" + link.GetAttribute("href")![1..] + "']")!.TextContent.Trim());
        Assert.Equal(["of a↩", "of b↩"], notes);
    }

    [Fact]
    public void An_element_that_a_cell_leaves_open_ends_with_the_cell()
    {
        var article = Article(TextCell("<details><summary>open</summary>\n\ninside"), TextCell("outside </div></article>"));

        Assert.Equal(2, article.Children.Count(child => child.ClassName == "nb-cell-text nb-prose"));
        Assert.Equal("outside", article.LastElementChild!.TextContent.Trim());
    }

    [Fact]
    public void A_fence_has_the_colours_of_its_language_and_no_others()
    {
        Assert.Equal("<code><span class=\"nb-keyword\">var</span> x = <span class=\"nb-number\">1</span>;</code>", ProseOf("```csharp\nvar x = 1;\n```", ".nb-code pre"));
        Assert.Equal("<code>var x = 1;</code>", ProseOf("```text\nvar x = 1;\n```", ".nb-code pre"));
        Assert.Equal("<code>var x = 1;</code>", ProseOf("    var x = 1;", ".nb-code pre"));
    }

    [Theory]
    [InlineData("[n](01-forward.ipynb)", "01-forward.html")]
    [InlineData("[n](../b/01.dib#The-End)", "../b/01.html#the-end")]
    [InlineData("[n](https://example.org/a.ipynb)", "https://example.org/a.ipynb")]
    [InlineData("[n](data.csv)", "data.csv")]
    public void A_link_to_a_notebook_leads_to_its_handout(string markdown, string address) =>
        Assert.Equal(address, Article(TextCell(markdown)).QuerySelector("a")!.GetAttribute("href"));

    [Fact]
    public void Raw_cells_are_shown_as_they_are()
    {
        var article = Article(new Cell("raw", CellKind.Raw, "\\documentclass <b> *x*"));

        Assert.Equal("<pre>\\documentclass &lt;b&gt; *x*</pre>", article.QuerySelector(".nb-cell-raw")!.InnerHtml);
    }
}
