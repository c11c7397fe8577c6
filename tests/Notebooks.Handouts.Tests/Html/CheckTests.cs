using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Html;

public class CheckTests
{
    private const string Passed = "<div class=\"ll-check\" data-check=\"passed\"><span>✓</span> <code class=\"ll-claim\">1 + 1 == 2</code></div>";

    [Fact]
    public void A_handout_lists_its_checks_and_leads_to_each()
    {
        var notebook = Notebook(
            CodeCell("a", Display(("text/html", Passed)), Display(("text/html", $"<div>{Passed}{Passed}</div>"))),
            CodeCell("b", Display(("text/html", "<div class=\"ll-check\">outer <p class=\"ll-check\">inner</p></div>"))));
        var handout = Renderer.Render(notebook, "n", options: new HandoutOptions { Ran = true });
        var page = Parse(handout.Html);

        Assert.Equal(new CheckSummary(4, 0), handout.Checks);
        Assert.Equal(handout.Checks, CheckSummary.Of(notebook));
        Assert.Equal("4 checks, all passed", page.QuerySelector(".nb-checks summary")!.TextContent);
        Assert.Equal("It was run from top to bottom for this page.", page.QuerySelector(".nb-checked")!.TextContent);
        var links = page.QuerySelectorAll(".nb-checks a").ToList();
        Assert.Equal("1 + 1 == 2", links[0].TextContent);
        Assert.All(links, link => Assert.Contains("ll-check", page.GetElementById(link.GetAttribute("href")![1..])!.ClassName));
    }

    [Fact]
    public void A_failed_check_is_counted_as_one()
    {
        var notebook = Notebook(CodeCell("a", Display(("text/html", Passed + "<p class=\"ll-check\" data-check=\"failed\">no</p>"))));

        Assert.Equal("2 checks, 1 failed", CheckSummary.Of(notebook).ToString());
    }

    [Fact]
    public void A_notebook_without_checks_says_so()
    {
        var handout = Renderer.Render(Notebook(CodeCell("a", Display(("text/html", "<p>x</p>")))), "n");

        Assert.Equal("no checks", handout.Checks.ToString());
        Assert.Contains("It was not run for this page: the outputs are those that it holds. It shows no checks.", handout.Html);
    }
}
