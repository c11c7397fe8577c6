using System.Text;
using Microsoft.Playwright;

namespace Course.Tests;

/// <summary>The handouts of the course, as a reader without a network sees them.</summary>
public class HandoutTests(ExportedCourse course, Browser browser)
{
    public static IEnumerable<TheoryDataRow<string>> Pages() =>
        CourseFolder.Names().Select(name => new TheoryDataRow<string>(PageOf(name.Data))).Prepend(new TheoryDataRow<string>("index.html"));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_asks_for_nothing_complains_of_nothing_and_fits_a_phone_and_a_desk(string page)
    {
        var html = await course.ReadAsync(page);
        foreach (var (width, scheme) in new[] { (360, ColorScheme.Light), (1280, ColorScheme.Light), (1280, ColorScheme.Dark) })
        {
            await using var open = await browser.OpenAsync(html, width, scheme);

            Assert.Equal(0, await open.AskAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            Assert.Empty(open.Requests);
            Assert.Empty(open.Console);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_small_enough_to_send_around(string page)
    {
        var html = await course.ReadAsync(page);

        // A page with charts brings what draws them.
        var limit = html.Contains("class=\"nb-packed\"", StringComparison.Ordinal) ? 1_800_000 : 350_000;
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, limit);
    }

    [Theory]
    [MemberData(nameof(CourseFolder.Names), MemberType = typeof(CourseFolder))]
    public async Task A_handout_shows_its_formulas_its_tables_or_charts_and_its_checks(string name)
    {
        await using var open = await browser.OpenAsync(await course.ReadAsync(PageOf(name)));

        Assert.Empty(await open.AskAsync<string[]>("[...document.querySelectorAll('.katex-html')].filter(f => f.checkVisibility() && f.getBoundingClientRect().width < 2).map(f => f.textContent)"));
        Assert.NotEqual(0, await open.AskAsync<int>("document.querySelectorAll('math').length"));
        Assert.NotEqual(0, await open.AskAsync<int>("[...document.querySelectorAll('.ll-check')].filter(check => check.checkVisibility()).length"));
        Assert.NotEqual(0, await open.AskAsync<int>("[...document.querySelectorAll('main table, main .ll-chart-plot')].filter(shown => shown.checkVisibility()).length"));
    }

    /// <summary>Markdown takes a paragraph such as "2. It does not say where." for a list.</summary>
    [Theory]
    [MemberData(nameof(CourseFolder.Names), MemberType = typeof(CourseFolder))]
    public async Task A_sentence_that_begins_with_a_number_is_no_list(string name)
    {
        await using var open = await browser.OpenAsync(await course.ReadAsync(PageOf(name)));

        Assert.Empty(await open.AskAsync<string[]>("[...document.querySelectorAll('.nb-cell-text ol')].filter(list => list.children.length === 1).map(list => list.textContent)"));
    }

    [Fact]
    public async Task The_index_leads_to_every_handout_the_exercises_in_the_order_of_the_lessons()
    {
        await using var open = await browser.OpenAsync(await course.ReadAsync("index.html"));

        var links = await open.AskAsync<string[]>("[...document.querySelectorAll('main a')].map(link => link.getAttribute('href'))");

        Assert.Equal(CourseFolder.Names().Select(name => PageOf(name.Data)).Order(), links.Order());
        Assert.Equal(
            ["10-how-fast", "exercises/forward", "exercises/shapes", "exercises/db", "exercises/dw", "exercises/dx", "exercises/gradient-check", "exercises/mlp"],
            links.SkipWhile(link => link != "10-how-fast.html").Select(link => Path.ChangeExtension(link, null)));
    }

    [Theory]
    [MemberData(nameof(CourseFolder.Names), MemberType = typeof(CourseFolder))]
    public async Task A_link_to_another_notebook_leads_to_its_handout(string name)
    {
        await using var open = await browser.OpenAsync(await course.ReadAsync(PageOf(name)));

        var links = await open.AskAsync<string[]>("[...document.querySelectorAll('main a')].map(link => link.getAttribute('href')).filter(link => !link.startsWith('#') && !link.includes('://'))");

        var page = new Uri(new Uri("file:///handouts/"), PageOf(name));
        Assert.All(links, link => Assert.Contains(
            new Uri(page, link.Split('#')[0]), CourseFolder.Names().Select(other => new Uri(new Uri("file:///handouts/"), PageOf(other.Data)))));
    }

    private static string PageOf(string notebook) => Path.ChangeExtension(notebook, ".html").Replace(Path.DirectorySeparatorChar, '/');
}
