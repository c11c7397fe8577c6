using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace LinearLayer.Display.Tests.InBrowser;

public class GalleryInBrowserTests(Browser browser)
{
    // For somebody who wants to look at the pictures: where it names a folder, the pages are left there.
    private const string Folder = "GALLERY_FOLDER";

    public static TheoryData<int, bool> Windows { get; } = new MatrixTheoryData<int, bool>([360, 1280], [false, true]);

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Every_picture_fits_its_page_asks_for_nothing_and_leaves_axe_nothing_to_improve(int width, bool isDark)
    {
        var html = Gallery.Page(Gallery.All, isDark);
        if (Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, isDark ? "dark.html" : "light.html"), html, TestContext.Current.CancellationToken);
        await LookAsync(html, width, isDark, "document.querySelectorAll('section')");
    }

    [Theory]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    public async Task In_a_handout_every_picture_and_every_formula_fits_too(int width, bool isDark) =>
        await LookAsync(Handout.Value, width, isDark, "document.querySelectorAll('main')");

    private static readonly Lazy<string> Handout = new(Gallery.Handout);

    private async Task LookAsync(string html, int width, bool isDark, string parts)
    {
        await using var open = await browser.OpenAsync(html, width, isDark ? ColorScheme.Dark : ColorScheme.Light, withTools: true);
        await open.AskAsync<object?>("document.querySelectorAll('details').forEach(details => details.open = true)");

        Assert.Empty(await open.AskAsync<string[]>($"[...{parts}].filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.textContent.trim().slice(0, 40))"));
        Assert.Equal(0, await open.AskAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty(open.Requests);
        Assert.Empty(open.Console);

        var violations = (await open.Page.RunAxe()).Violations;
        Assert.Empty(violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Select(node => node.Html))}"));
    }
}
