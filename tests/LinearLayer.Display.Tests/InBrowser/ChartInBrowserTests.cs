using Microsoft.Playwright;

namespace LinearLayer.Display.Tests.InBrowser;

public class ChartInBrowserTests(Browser browser)
{
    private static readonly IReadOnlyList<Exhibit> Charts = [.. Gallery.All.Where(exhibit => exhibit.Make() is Chart)];

    private static readonly string Two = string.Concat(Charts.Take(2).Select(exhibit => Shown.Html(exhibit.Make())));

    public static TheoryData<int, bool> Windows { get; } = new() { { 360, true }, { 1280, false } };

    private static string Page(string body, string script = "") =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Charts</title><style>body {{ margin: 16px; font: 16px sans-serif }}</style><body>{body}{script}";

    /// <summary>Waits until every plot is drawn.</summary>
    private static Task DrawnAsync(OpenPage open) =>
        open.Page.WaitForFunctionAsync("[...document.querySelectorAll('.ll-chart-plot')].every(plot => plot.querySelector('svg.main-svg'))");

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Every_chart_is_really_drawn_and_fits_its_page(int width, bool isDark)
    {
        await using var open = await browser.OpenAsync(Gallery.Page(Charts, isDark ? "dark" : "light"), width, isDark ? ColorScheme.Dark : ColorScheme.Light);
        await DrawnAsync(open);

        // For each plot: what plotly.js drew of each trace, and what there is to draw.
        var drawn = await open.AskAsync<string[]>(
            """
            [...document.querySelectorAll('.ll-chart-panel')].map(panel => {
              const { data } = JSON.parse(panel.querySelector('.ll-chart-figure').textContent);
              const count = (type, selector) => `${type} ${data.filter(trace => trace.type === type).length}/${panel.querySelectorAll(selector).length}`;
              return [count('scatter', '.scatterlayer > .trace'), count('bar', '.barlayer > .trace'), count('heatmap', '.heatmaplayer image')].join(', ');
            })
            """);
        Assert.NotEmpty(drawn);
        Assert.All(drawn, plot => Assert.All(plot.Split(", "), kind => Assert.Matches(@"^\w+ (\d+)/\1$", kind)));

        Assert.Equal(0, await open.AskAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty(await open.AskAsync<string[]>("[...document.querySelectorAll('svg.main-svg')].filter(svg => svg.getBoundingClientRect().right > innerWidth || svg.getBoundingClientRect().width < 200).map(svg => svg.closest('figure').ariaLabel)"));
        // No text of a chart is cut off, and none lies over the other of its axis.
        Assert.Empty(await open.AskAsync<string[]>(
            """
            [...document.querySelectorAll('.ll-chart-plot')].flatMap(plot => {
              const room = plot.querySelector('svg.main-svg').getBoundingClientRect();
              return [...plot.querySelectorAll('text')].filter(text => text.textContent.trim())
                .filter(text => { const box = text.getBoundingClientRect(); return box.left + 1 < room.left || box.right - 1 > room.right || box.top + 1 < room.top || box.bottom - 1 > room.bottom; })
                .map(text => `${plot.ariaLabel}: ${text.textContent}`);
            })
            """));
        Assert.True(await open.AskAsync<bool>("[...document.querySelectorAll('details.ll-chart-data')].every(data => !data.open)"));
        Assert.True(await open.AskAsync<bool>("[...document.querySelectorAll('.ll-chart-missing')].every(note => note.hidden)"));
        Assert.Empty(open.Requests);
        Assert.Empty(open.Console);
    }

    [Fact]
    public async Task Charts_share_one_script_whether_it_comes_before_them_or_behind_and_may_run_twice()
    {
        // In front, as in a notebook; behind, as when outputs come in another order: then a chart's script comes after it.
        var behind = $"{Gallery.ChartScript}<script>document.querySelectorAll('.ll-chart-script')[0].replaceWith(Object.assign(document.createElement('script'), {{ textContent: document.querySelectorAll('.ll-chart-script')[0].textContent }}))</script>";
        foreach (var page in (string[])[Page(Gallery.ChartScript + Two), Page(Two, behind), Page(Gallery.ChartScript + Two + Gallery.ChartScript + Two)])
        {
            await using var open = await browser.OpenAsync(page);
            await DrawnAsync(open);
            var plots = await open.AskAsync<int>("document.querySelectorAll('.ll-chart-plot').length");

            await open.AskAsync<object?>("document.querySelectorAll('.ll-chart-script').forEach(script => (0, eval)(script.textContent))");

            Assert.Equal(plots, await open.AskAsync<int>("document.querySelectorAll('.ll-chart-plot .plot-container').length"));
            Assert.Empty(open.Console);
        }
    }

    [Fact]
    public async Task A_page_with_a_module_loader_of_its_own_still_gets_its_charts()
    {
        // require.js, as Jupyter Notebook has it, would keep plotly.js to itself.
        await using var open = await browser.OpenAsync(Page("<script>window.define = () => { throw Error('handed over') }; window.define.amd = {}; window.exports = {}; window.module = { exports: {} };</script>" + Gallery.ChartScript + Two));

        await DrawnAsync(open);

        Assert.Empty(open.Console);
    }

    [Fact]
    public async Task Without_the_script_a_chart_says_what_to_do_and_shows_its_numbers()
    {
        await using var open = await browser.OpenAsync(Page(Two));

        await open.Page.WaitForSelectorAsync(".ll-chart-missing >> nth=0");

        Assert.Contains("Run this cell again", await open.Page.InnerTextAsync(".ll-chart-missing >> nth=0"));
        Assert.True(await open.Page.IsVisibleAsync("text=dw[0,1]"));
        Assert.Empty(open.Console);
    }

    [Fact]
    public async Task Without_any_script_the_numbers_are_there_as_a_table()
    {
        await using var open = await browser.OpenAsync(Page(Gallery.ChartScript + Two), withScript: false);

        Assert.True(await open.Page.IsVisibleAsync("text=dw[0,1]"));
        Assert.False(await open.Page.IsVisibleAsync(".ll-chart-missing >> nth=0"));
    }

    [Fact]
    public async Task A_chart_takes_the_new_theme_of_its_page_and_the_new_width_of_its_window()
    {
        const string axisTitle = "getComputedStyle(document.querySelectorAll('.ll-chart')[1].querySelector('.xtitle')).fill";
        await using var open = await browser.OpenAsync(Page(Gallery.ChartScript + "<style>body { color: #222 } body.vscode-dark { background: #17191d; color: rgb(227, 224, 217) }</style>" + Two));
        await DrawnAsync(open);
        Assert.Equal("rgb(34, 34, 34)", await open.AskAsync<string>(axisTitle));

        await open.AskAsync<object?>("document.body.classList.add('vscode-dark')");
        await open.Page.WaitForFunctionAsync($"{axisTitle} === 'rgb(227, 224, 217)'");

        await open.Page.SetViewportSizeAsync(360, 800);
        await open.Page.WaitForFunctionAsync("[...document.querySelectorAll('svg.main-svg')].every(svg => svg.getBoundingClientRect().right <= innerWidth)");
        Assert.Empty(open.Console);
    }

    [Fact]
    public async Task A_dark_page_that_prints_black_on_white_prints_its_charts_so()
    {
        await using var open = await browser.OpenAsync(Page(Gallery.ChartScript + "<style>body { background: #17191d; color: rgb(227, 224, 217) } @media print { body { background: #fff; color: #000 } }</style>" + Two));
        await DrawnAsync(open);

        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await open.Page.WaitForFunctionAsync("[...document.querySelectorAll('.xtitle')].every(title => getComputedStyle(title).fill === 'rgb(0, 0, 0)')");
    }
}
