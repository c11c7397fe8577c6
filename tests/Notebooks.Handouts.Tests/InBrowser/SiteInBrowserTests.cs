using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.InBrowser;

/// <summary>A site of pages, opened from its files as a reader does.</summary>
public sealed class SiteInBrowserTests(Browser browser) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("site-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_search_holds_formulas_as_one_types_them()
    {
        var page = Notebook(TextCell("# T\n\nThe loss $L = \\frac{1}{2} x^2 + b_{nm} \\quad \\text{for every } \\mathrm{dw}$."));
        var files = Renderer.RenderSite([Renderer.Render(page, "one")], [HandoutEntry.Of(page, "one")]);

        Assert.Contains("The loss L = 1/2x^2 \\u002B bnm for every dw.", files.Single(file => file.Path.EndsWith("search-index.js", StringComparison.Ordinal)).Text);
    }

    [Fact]
    public async Task A_reader_finds_words_in_all_pages_and_goes_from_page_to_page_by_keyboard_alone()
    {
        await using var open = await browser.OpenFileAsync(WriteSite("index.html"), _folder);

        await open.Page.Keyboard.PressAsync("Tab"); // Skip to the text
        await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Keyboard.TypeAsync("upstream café");
        await open.Page.WaitForSelectorAsync(".nb-found [role=option]");
        Assert.Equal("Gradients — The second", await open.AskAsync<string>("[...document.querySelectorAll('.nb-found strong, .nb-found span')].map(part => part.textContent).join(' — ')"));
        Assert.Equal("upstream,Café", await open.AskAsync<string>("[...document.querySelectorAll('.nb-found mark')].map(mark => mark.textContent).join()"));
        Assert.Equal("1 place", await open.AskAsync<string>("document.querySelector('[role=status]').textContent"));

        await open.Page.Keyboard.PressAsync("Enter");
        await open.UntilAsync("document.title === 'The second' && document.readyState === 'complete'");
        Assert.Equal("#gradients", await open.AskAsync<string>("location.hash"));
        Assert.True(await open.AskAsync<bool>("getComputedStyle(document.body).display === 'grid'"), "The style sheet is not there.");
        Assert.True(await open.AskAsync<bool>("document.fonts.ready.then(() => [...document.fonts].some(face => face.status === 'loaded'))"), "KaTeX's fonts are not there.");

        await open.Page.ClickAsync("a[rel=prev]");
        await open.UntilAsync("document.title === 'The first'");
        await open.Page.ClickAsync("text=Handouts");
        await open.UntilAsync("document.title === 'Handouts'");
        Assert.Empty(open.Requests);
        Assert.Empty(open.Console);
    }

    [Fact]
    public async Task A_page_of_a_site_fits_its_window_and_axe_has_nothing_to_say()
    {
        var page = WriteSite("part/second.html");
        foreach (var (width, scheme) in new[] { (360, ColorScheme.Light), (768, ColorScheme.Dark), (1280, ColorScheme.Light) })
        {
            await using var open = await browser.OpenFileAsync(page, _folder, width, scheme, withTools: true);
            await open.Page.FillAsync("input[type=search]", "gradient");
            await open.Page.WaitForSelectorAsync(".nb-found [role=option]");

            Assert.Equal(0, await open.AskAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            Assert.True(await open.AskAsync<bool>("document.querySelector('.nb-bar').getBoundingClientRect().bottom <= document.querySelector('h1').getBoundingClientRect().top"), "The bar is not above the title.");
            Assert.Empty((await open.Page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {string.Join(" ", violation.Nodes.Select(node => node.Html))}"));
        }
    }

    /// <returns>The path of a page of the site.</returns>
    private string WriteSite(string page)
    {
        (Notebook Notebook, string Name)[] notebooks =
        [
            (Notebook(TextCell("# The first\n\nWords."), CodeCell("x")), "first"),
            (Notebook(TextCell("# The second\n\nWith $x$.\n\n## Gradients\n\nThe upstream gradient of the Café.\n\n## More\n\n> Quiet.")), "part/second"),
        ];
        var files = Renderer.RenderSite(
            [.. notebooks.Select(notebook => Renderer.Render(notebook.Notebook, notebook.Name))],
            [.. notebooks.Select(notebook => HandoutEntry.Of(notebook.Notebook, notebook.Name))]);
        foreach (var file in files)
        {
            var path = Path.Combine([_folder, .. file.Path.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }
        return Path.Combine([_folder, .. page.Split('/')]);
    }
}
