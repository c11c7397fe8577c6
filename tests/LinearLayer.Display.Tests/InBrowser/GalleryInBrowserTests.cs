using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace LinearLayer.Display.Tests.InBrowser;

public class GalleryInBrowserTests(Browser browser)
{
    // For somebody who wants to look at the pictures: where it names a folder, the page is left there.
    private const string Folder = "GALLERY_FOLDER";

    [Fact]
    public async Task Every_picture_fits_its_page_asks_for_nothing_and_leaves_axe_nothing_to_improve()
    {
        var html = Gallery.Page(Gallery.All, "light");
        if (Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, "gallery.html"), html, TestContext.Current.CancellationToken);

        await using var open = await browser.OpenAsync(html, width: 360, withTools: true);
        foreach (var width in (int[])[360, 1280])
        {
            await open.Page.SetViewportSizeAsync(width, 800);
            foreach (var theme in (string[])["light", "dark"])
            {
                await TakeThemeAsync(open, theme);
                await FitsAsync(open, "section");
                await AxeIsContentAsync(open, $"{theme}, {width} px");
                await DrawnTextCanBeReadAsync(open);
            }
        }

        Assert.Empty(open.Requests);
        Assert.Empty(open.Console);
    }

    [Fact]
    public async Task Every_colour_can_be_read_in_the_themes_of_the_front_ends()
    {
        await using var open = await browser.OpenAsync(Gallery.Page(Gallery.All.Where(exhibit => !exhibit.IsLong), "light"), withTools: true);

        foreach (var theme in Gallery.Themes.Keys.Except(["light", "dark"]))
        {
            await TakeThemeAsync(open, theme);
            await AxeIsContentAsync(open, theme, "color-contrast");
        }
    }

    [Fact]
    public async Task In_a_handout_every_picture_of_a_value_and_every_formula_fits_too()
    {
        await using var open = await browser.OpenAsync(Gallery.Handout(), width: 360, ColorScheme.Dark, withTools: true);

        await FitsAsync(open, "main");
        await AxeIsContentAsync(open, "handout");

        Assert.Empty(open.Requests);
        Assert.Empty(open.Console);
    }

    private static async Task TakeThemeAsync(OpenPage open, string theme)
    {
        await open.Page.EmulateMediaAsync(new() { ColorScheme = theme.EndsWith("dark", StringComparison.Ordinal) ? ColorScheme.Dark : ColorScheme.Light });
        await open.Page.EvaluateAsync("style => { document.body.style.cssText = style; llCharts.draw(); }", Gallery.Themes[theme]);
    }

    /// <summary>Nothing is wider than its part of the page, neither at first nor when all that can be folded out is.</summary>
    private static async Task FitsAsync(OpenPage open, string part)
    {
        foreach (var isOpen in (bool[])[false, true])
        {
            Assert.Empty(await open.Page.EvaluateAsync<string[]>(
                """
                ([part, isOpen]) => {
                  document.querySelectorAll('details').forEach(details => details.open = isOpen);
                  return [document.documentElement, ...document.querySelectorAll(part)].filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.textContent.trim().slice(0, 40));
                }
                """, new object[] { part, isOpen }));
        }
    }

    /// <summary>The letters of drawings have the contrast to the page that WCAG asks for; axe does not look at them.</summary>
    private static async Task DrawnTextCanBeReadAsync(OpenPage open) => Assert.Empty(await open.AskAsync<string[]>(
        """
        (() => {
          const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
          const luminance = (...colors) => {
            for (const color of colors) { pen.fillStyle = color; pen.fillRect(0, 0, 1, 1); }
            const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const paper = getComputedStyle(document.body).backgroundColor;
          const seen = {};
          for (const text of document.querySelectorAll('.ll-drawing text'))
            seen[getComputedStyle(text).fill] ??= text.textContent.trim();
          if (Object.keys(seen).length < 2) return ['there are no drawings with muted text'];
          return Object.entries(seen).flatMap(([color, text]) => {
            const [a, b] = [luminance(paper, color), luminance(paper)].sort((a, b) => b - a);
            const contrast = (a + 0.05) / (b + 0.05);
            return contrast < 4.5 ? [`${text}: ${color} on ${paper}, ${contrast.toFixed(2)}`] : [];
          });
        })()
        """));

    private static async Task AxeIsContentAsync(OpenPage open, string where, string? rule = null)
    {
        var options = new AxeRunOptions { ResultTypes = [ResultType.Violations] };
        if (rule is not null)
            options.RunOnly = new RunOnlyOptions { Type = "rule", Values = [rule] };
        var violations = (await open.Page.RunAxe(options)).Violations;
        Assert.True(violations.Length == 0, where + "\n" + string.Join("\n", violations.Select(violation =>
            $"{violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Select(node => $"{node.Html} {node.Any.FirstOrDefault()?.Message}"))}")));
    }
}
