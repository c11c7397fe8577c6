using System.Security.Cryptography;
using System.Text;
using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Html;

public class PageTests
{
    [Fact]
    public async Task Two_renders_of_a_notebook_are_the_same_bytes()
    {
        var notebook = NotebookFile.Read(Fixture);
        var folder = Path.GetDirectoryName(Fixture);
        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Renderer.Render(notebook, "everything", folder).Html)));

        Assert.All(pages, page => Assert.Equal(Everything.Html, page));
        Assert.Equal(Everything.Html, new HandoutRenderer().Render(notebook, "everything", folder).Html);
    }

    [Fact]
    public void A_page_names_no_other_file_but_in_links()
    {
        var page = Parse(Everything.Html);

        Assert.All(page.QuerySelectorAll("[src]"), element => Assert.StartsWith("data:", element.GetAttribute("src")));
        Assert.Empty(page.QuerySelectorAll("link, base, iframe, object, embed, script[src]"));
        Assert.DoesNotContain("@import", Everything.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(fonts/", Everything.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_lets_only_the_page_s_own_script_run()
    {
        var page = Parse(Everything.Html);
        var script = Assert.Single(page.QuerySelectorAll("script")).TextContent;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

        Assert.Equal(
            $"default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'",
            page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"));
    }

    [Fact]
    public void A_page_without_formulas_carries_no_fonts()
    {
        var page = Renderer.Render(Notebook(TextCell("# T\n\nwords")), "n").Html;

        Assert.DoesNotContain("@font-face", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Khan Academy", page, StringComparison.Ordinal);
        Assert.True(page.Length < 35_000, $"{page.Length} characters");
    }

    [Fact]
    public void KaTeX_s_licence_goes_with_its_fonts() =>
        Assert.Contains("Copyright (c) 2013-2020 Khan Academy and other contributors", Everything.Html, StringComparison.Ordinal);

    [Fact]
    public void The_head_says_what_the_page_is()
    {
        var page = Parse(Renderer.Render(Notebook(TextCell("# A & *b*\n\nFirst $x$ <b>paragraph</b>."), TextCell("Second.")), "part/n").Html);

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("A & b", page.Title);
        Assert.Equal("First x paragraph.", page.QuerySelector("meta[name=description]")!.GetAttribute("content"));
        Assert.Equal("Made from the notebook part/n.", page.QuerySelector("footer p")!.TextContent);
    }

    [Fact]
    public void Pictures_move_into_the_page()
    {
        var page = Parse(Everything.Html);

        Assert.StartsWith("data:image/png;base64,iVBOR", page.QuerySelector("img[alt='A chessboard of warm squares']")!.GetAttribute("src"));
        var drawing = page.QuerySelector("img[alt='Two arrows into a sum']")!.GetAttribute("src")!;
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Fixture)!, "pictures", "sum.svg")),
            Convert.FromBase64String(drawing["data:image/svg+xml;base64,".Length..]));
    }

    [Fact]
    public void A_rule_that_comes_with_many_outputs_is_in_the_page_once_where_the_last_of_them_has_it()
    {
        const string red = "<style>.ll-a { color: red }\n@media print { .ll-a { color: black } }\n.ll-b { margin: 0 }</style>";
        const string blue = "<style>.ll-a { color: blue }\n.ll-b { margin: 0 }</style>";
        const string odd = "<style>.ll-c::before { content: \"}\" }</style>";

        var page = Parse(Renderer.Render(Notebook(CodeCell("", [.. new[] { red, blue, odd, blue, red, odd }.Select(sheet => Display(("text/html", sheet + "x")))])), "n").Html);

        Assert.Empty(page.QuerySelectorAll("body style"));
        Assert.Equal(
            [".ll-a { color: blue }\n", ".ll-a { color: red }\n@media print { .ll-a { color: black } }\n.ll-b { margin: 0 }\n", ".ll-c::before { content: \"}\" }\n"],
            page.QuerySelectorAll("head style").Skip(1).Select(sheet => sheet.TextContent));
    }

    [Fact]
    public void Empty_cells_leave_no_trace() =>
        Assert.Equal(["H1", "P"], Article(TextCell(""), CodeCell(" \n"), TextCell("x")).QuerySelectorAll("h1, p, .nb-cell-code, pre").Select(element => element.TagName));
}
