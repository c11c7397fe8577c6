using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.InBrowser;

/// <summary>The ways in which code, answers, exercises and charts can be shown.</summary>
public class ViewsInBrowserTests(Browser browser)
{
    private static readonly string Folder = Path.GetDirectoryName(Fixture)!;

    [Fact]
    public async Task Code_is_copied_by_keyboard_and_the_arrows_lead_from_cell_to_cell()
    {
        await using var open = await browser.OpenAsync(Everything.Html);
        await open.AskAsync<object?>("navigator.clipboard.writeText = async text => { window.copied = text }");
        var codes = await open.AskAsync<string[]>("[...document.querySelectorAll('main .nb-code code')].map(code => code.textContent)");

        await open.Page.Locator(".nb-copy").First.FocusAsync();
        await open.Page.Keyboard.PressAsync("ArrowDown");
        await open.Page.Keyboard.PressAsync("Enter");

        Assert.Equal(codes[1], await open.AskAsync<string>("window.copied"));
        await open.Page.WaitForSelectorAsync(".nb-said:text-is('Copied')", new() { State = WaitForSelectorState.Attached });
        await open.Page.Keyboard.PressAsync("End");
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(codes[^1], await open.AskAsync<string>("window.copied"));
        Assert.Equal(1, await open.AskAsync<int>("document.querySelectorAll('.nb-copy[tabindex=\"0\"]').length"));
    }

    [Fact]
    public async Task Folded_code_opens_by_a_click_or_all_at_once_and_axe_has_nothing_to_say()
    {
        var html = Renderer.Render(NotebookFile.Read(Fixture), "everything", Folder, new HandoutOptions { Code = CodeView.Folded }).Html;
        await using var open = await browser.OpenAsync(html, withTools: true);
        var cells = await open.Page.Locator(".nb-fold").CountAsync();

        Assert.Empty((await open.Page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {string.Join(" ", violation.Nodes.Select(node => node.Html))}"));
        Assert.Equal(0, await open.AskAsync<int>("[...document.querySelectorAll('.nb-cell-code .nb-code')].filter(code => code.checkVisibility()).length"));
        Assert.Equal(1, await open.AskAsync<int>("document.querySelectorAll('.nb-fold > summary[tabindex=\"0\"]').length"));
        await open.Page.ClickAsync("text=Show all code");
        Assert.Equal(cells, await open.AskAsync<int>("[...document.querySelectorAll('.nb-cell-code .nb-code')].filter(code => code.checkVisibility()).length"));
        await open.Page.ClickAsync("text=Fold all code");
        Assert.Equal(0, await open.Page.Locator(".nb-fold[open]").CountAsync());
    }

    [Fact]
    public void Hidden_code_and_hidden_answers_are_not_in_the_page()
    {
        var page = Parse(Renderer.Render(
            Notebook(TextCell("# T\n\n<details><summary>Why?</summary>\n\nthe-answer\n\n</details>"), CodeCell("the-code", new StreamOutput("stdout", "shown"))),
            "n", options: new HandoutOptions { Code = CodeView.Hidden, Answers = AnswerView.Hidden }).Html);

        Assert.DoesNotContain("the-answer", page.DocumentElement.OuterHtml);
        Assert.DoesNotContain("the-code", page.DocumentElement.OuterHtml);
        Assert.Equal("shown", page.QuerySelector(".nb-output")!.TextContent);
    }

    [Theory]
    [InlineData(AnswerView.Folded, false)]
    [InlineData(AnswerView.Printed, true)]
    public async Task Answers_are_printed_where_that_was_asked_for(AnswerView answers, bool printed)
    {
        var html = Renderer.Render(
            Notebook(TextCell("# T\n\n<details><summary>Why?</summary>\n\nthe answer\n\n</details>"), CodeCell("throw x;")),
            "n", options: new HandoutOptions { Answers = answers, Exercises = [new Exercise("a-code", "m", 4)] }).Html;
        await using var open = await browser.OpenAsync(html);
        Assert.False(await open.Page.IsVisibleAsync("text=the answer"));
        Assert.False(await open.Page.IsVisibleAsync(".nb-room"));

        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await open.AskAsync<object?>("dispatchEvent(new Event('beforeprint'))");

        Assert.Equal(printed, await open.Page.IsVisibleAsync("text=the answer"));
        // Eight lines of eight millimetres.
        Assert.InRange(await open.AskAsync<double>("document.querySelector('.nb-room').getBoundingClientRect().height"), 240, 244);
        await open.AskAsync<object?>("dispatchEvent(new Event('afterprint'))");
        await open.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        Assert.False(await open.Page.IsVisibleAsync("text=the answer"));
    }

    [Fact]
    public async Task A_chart_is_drawn_by_the_page_s_own_Plotly_within_its_policy()
    {
        var script = Path.Combine(Repository, "src", "ChartMarkup", "chart.js");
        Assert.SkipUnless(File.Exists(script), $"There is no {script}: the charts of the library bring no script yet.");
        var figure = $$$"""
            <script class="ll-plotly">window.Plotly = "not the page's"</script>
            <figure class="ll-figure ll-chart"><div class="ll-chart-panel"><div class="ll-chart-plot" role="img" aria-label="Loss"></div><script type="application/json" class="ll-chart-figure">{"data":[{"type":"heatmap","z":[[1,2],[3,4]]}],"layout":{"height":300}}</script></div>
            <p class="ll-chart-missing" hidden="">Missing.</p><details class="ll-chart-data" open=""><summary>Data</summary><table><tr><td>1</td></tr></table></details>
            <script class="ll-chart-script">{{{File.ReadAllText(script).ReplaceLineEndings("\n")}}}</script></figure>
            """;
        var notebook = Notebook(CodeCell("a", Display(("text/html", figure))), CodeCell("b", Display(("text/html", figure.Replace("heatmap", "scatter", StringComparison.Ordinal)))));
        var html = Renderer.Render(notebook, "charts").Html;
        Assert.True(html.Length < 1_000_000, $"{html.Length} characters");

        await using var open = await browser.OpenAsync(html);
        await open.UntilAsync("document.querySelectorAll('.ll-chart-plot .main-svg').length >= 2");
        Assert.Equal(0, await open.AskAsync<int>("document.querySelectorAll('.ll-chart-data[open]').length"));
        Assert.Empty(open.Requests);
        Assert.Empty(open.Console);

        await using var quiet = await browser.OpenAsync(html, withScript: false);
        Assert.True(await quiet.Page.IsVisibleAsync(".ll-chart-data table >> nth=0"));
    }

    [Fact]
    public async Task A_chart_of_Python_is_drawn_too_with_nothing_of_it_run_or_fetched()
    {
        var figure = JsonNode.Parse("""
            {"data": [{"type": "bar", "x": ["</script><script>window.ran = true</script>", "b"], "y": {"dtype": "i1", "bdata": "A/w="}}],
             "layout": {"title": {"text": "<img src=x onerror='window.ran = true'>"}, "images": [{"source": "https://example.org/a.png"}]},
             "config": {"plotlyServerURL": "https://example.org"}}
            """);
        var html = Renderer.Render(Notebook(CodeCell("fig.show()", new DisplayOutput(new JsonObject { ["application/vnd.plotly.v1+json"] = figure }, []))), "charts").Html;

        await using var open = await browser.OpenAsync(html);
        await open.UntilAsync("document.querySelectorAll('.ll-chart-plot .main-svg').length >= 1");

        // 3 and -4 stand on two sides of the axis.
        Assert.Equal(2, await open.AskAsync<int>("document.querySelectorAll('.bars .point').length"));
        Assert.False(await open.AskAsync<bool>("Boolean(window.ran)"));
        Assert.Empty(open.Requests);
        Assert.Empty(open.Console);
    }

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "LinearLayerNotebooks.sln")))
                folder = folder.Parent!;
            return folder.FullName;
        }
    }
}
