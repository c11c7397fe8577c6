using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace LinearLayer.Display.Tests.InBrowser;

public class GalleryInBrowserTests(Browser browser)
{
    // For somebody who wants to look at the pictures: where it names a folder, the pages are left there.
    private const string Folder = "GALLERY_FOLDER";

    [Theory]
    [InlineData(360, "light")]
    [InlineData(360, "VS Code dark")]
    [InlineData(360, "JupyterLab light")]
    [InlineData(1280, "dark")]
    [InlineData(1280, "VS Code light")]
    [InlineData(1280, "JupyterLab dark")]
    public async Task Every_picture_fits_its_page_asks_for_nothing_and_leaves_axe_nothing_to_improve(int width, string theme)
    {
        var html = Gallery.Page(Gallery.All, theme);
        if (Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{theme}.html"), html, TestContext.Current.CancellationToken);
        await LookAsync(html, width, theme.EndsWith("dark", StringComparison.Ordinal), "document.querySelectorAll('section')");
    }

    [Fact]
    public async Task In_a_handout_every_picture_and_every_formula_fits_too()
    {
        var html = Gallery.Handout();
        await LookAsync(html, 360, isDark: true, "document.querySelectorAll('main')");
    }

    private async Task LookAsync(string html, int width, bool isDark, string parts)
    {
        await using var open = await browser.OpenAsync(html, width, isDark ? ColorScheme.Dark : ColorScheme.Light, withTools: true);
        await open.AskAsync<object?>("document.querySelectorAll('details').forEach(details => details.open = true)");

        Assert.Empty(await open.AskAsync<string[]>($"[...{parts}].filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.textContent.trim().slice(0, 40))"));
        Assert.Equal(0, await open.AskAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty(open.Requests);
        Assert.Empty(open.Console);

        var violations = (await open.Page.RunAxe()).Violations;
        Assert.True(violations.Length == 0, string.Join("\n", violations.Select(violation =>
            $"{violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Select(node => $"{node.Html} {node.Any.FirstOrDefault()?.Message}"))}")));
    }
}
