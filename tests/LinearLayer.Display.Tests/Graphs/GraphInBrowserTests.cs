using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;

namespace LinearLayer.Display.Tests.Graphs;

public class GraphInBrowserTests(Browser browser)
{
    private static readonly Exhibit Numbers = Gallery.Of("graph-numbers");

    [Fact]
    public async Task Texts_stay_inside_their_boxes_and_labels_touch_nothing()
    {
        Exhibit[] drawings =
        [
            Gallery.Of("graph"), Numbers, Gallery.Of("graph-mlp"), new("three layers", () => Gallery.ThreeLayers()), new("single numbers", () => Gallery.SingleNumbers()),
            new("layer with numbers", () => Diagrams.Steps(Gallery.LayerGraph(), values: true, gradients: true)),
        ];
        await using var open = await browser.OpenAsync(Gallery.Page(drawings, "light"));

        // Measured by the browser; the program that made the drawing has only a table of widths.
        var faults = await open.AskAsync<string[]>("""
            [...document.querySelectorAll('section')].flatMap(section => {
              const faults = [], name = section.querySelector('h2').textContent;
              const box = element => element.getBBox();
              const apart = (a, b) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
              const nodes = [...section.querySelectorAll('.ll-node')];
              for (const node of nodes) {
                const rect = box(node.querySelector('rect'));
                for (const text of node.querySelectorAll('text:not(.ll-text-badge)')) {
                  const t = box(text);
                  if (t.x < rect.x || t.y < rect.y || t.x + t.width > rect.x + rect.width || t.y + t.height > rect.y + rect.height)
                    faults.push(`${name}: "${text.textContent}" sticks out of ${node.dataset.llNode}`);
                }
              }
              const labels = [...section.querySelectorAll('.ll-edge > text, .ll-back:not(.ll-gradient) > text:not(.ll-text-badge)')];
              const view = section.querySelector('svg').viewBox.baseVal;
              labels.forEach((label, i) => {
                const l = box(label);
                if (l.x < view.x || l.y < view.y || l.x + l.width > view.x + view.width || l.y + l.height > view.y + view.height)
                  faults.push(`${name}: "${label.textContent}" sticks out of the picture`);
                for (const node of nodes)
                  if (!apart(l, box(node.querySelector('rect')))) faults.push(`${name}: "${label.textContent}" is on ${node.dataset.llNode}`);
                for (const other of labels.slice(i + 1)) {
                  const o = box(other);
                  // Lines of one label stand close: their letters do not meet, their line boxes may.
                  const lines = label.parentNode === other.parentNode || Math.abs(l.x - o.x) < 30;
                  if (!apart(lines ? { x: l.x, y: l.y + 2, width: l.width, height: l.height - 4 } : l, o)) faults.push(`${name}: "${label.textContent}" is on "${other.textContent}"`);
                }
                for (const line of section.querySelectorAll('.ll-edge > .ll-line, .ll-back:not(.ll-gradient) > .ll-line')) {
                  for (let at = 0; at <= line.getTotalLength(); at += 2) {
                    const p = line.getPointAtLength(at);
                    if (p.x > l.x && p.x < l.x + l.width && p.y > l.y + 3 && p.y < l.y + l.height - 3) { faults.push(`${name}: a line goes through "${label.textContent}"`); break; }
                  }
                }
              });
              return faults;
            })
            """);

        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_buttons_lead_by_keyboard_through_the_steps_and_each_shows_its_gradient()
    {
        await using var open = await browser.OpenAsync(Gallery.Page([Numbers], "light"));
        var page = open.Page;
        Assert.Equal("All 8 steps", await page.Locator(".ll-step-status").TextContentAsync());
        Assert.Equal(8, (await VisibleAsync(page, ".ll-steps > li")).Count);

        await page.Locator("[data-ll-go='1']").FocusAsync();
        List<(string Status, string Step, string Gradient)> shown = [];
        for (var step = 1; step <= 8; step++)
        {
            await page.Keyboard.PressAsync(step % 2 == 0 ? "Enter" : "Space");
            shown.Add((
                (await page.Locator(".ll-step-status").TextContentAsync())!,
                Assert.Single(await VisibleAsync(page, ".ll-steps > li .ll-step-formula")),
                string.Join(' ', await VisibleAsync(page, ".ll-gradient text"))));
        }

        // By hand: z = a·a + a, dz = [[1, 0], [0, 0]]; then da = dz + dp·aᵀ + aᵀ·dp.
        Assert.Equal(
            [
                ("Step 1 of 8", "a", ""),
                ("Step 2 of 8", "p = a·a = [[7, 10], [15, 22]]", ""),
                ("Step 3 of 8", "z = p + a = [[8, 12], [18, 26]]", ""),
                ("Step 4 of 8", "dz = dout = [[1, 0], [0, 0]]", "dz 1 0 0 0"),
                ("Step 5 of 8", "dp = dz = [[1, 0], [0, 0]]", "dp 1 0 0 0 dz 1 0 0 0"),
                ("Step 6 of 8", "da = dz = [[1, 0], [0, 0]]", "da 1 0 0 0 dp 1 0 0 0 dz 1 0 0 0"),
                ("Step 7 of 8", "da += dp·aᵀ = [[1, 3], [0, 0]]", "da 2 0 3 0 dp 1 0 0 0 dz 1 0 0 0"),
                ("Step 8 of 8", "da += aᵀ·dp = [[1, 0], [2, 0]]", "da 3 2 3 0 dp 1 0 0 0 dz 1 0 0 0"),
            ],
            shown);

        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("Step 7 of 8", await page.Locator(".ll-step-status").TextContentAsync());
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("All 8 steps", await page.Locator(".ll-step-status").TextContentAsync());
        Assert.Equal("da 3 2 3 0 dp 1 0 0 0 dz 1 0 0 0", string.Join(' ', await VisibleAsync(page, ".ll-gradient text")));
        Assert.Empty(open.Console);
    }

    [Fact]
    public async Task Before_its_step_a_gradient_is_hidden_and_a_value_is_faint()
    {
        await using var open = await browser.OpenAsync(Gallery.Page([Gallery.Of("graph")], "dark"), width: 360, ColorScheme.Dark);
        var page = open.Page;

        for (var step = 1; step <= 6; step++)
            await page.Locator("[data-ll-go='1']").ClickAsync();

        Assert.Equal(["dz = dout", "dp = dz"], (await VisibleAsync(page, ".ll-back > text:not(.ll-text-badge)")).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal("1", await page.Locator("[data-ll-node='x']").EvaluateAsync<string>("node => getComputedStyle(node).opacity"));
        await page.Locator("[data-ll-go='all']").ClickAsync();
        await page.Locator("[data-ll-go='1']").ClickAsync();
        Assert.Equal("0.2", await page.Locator("[data-ll-node='z']").EvaluateAsync<string>("node => getComputedStyle(node).opacity"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_the_script_and_on_paper_all_steps_are_shown_in_order(bool isPrinted)
    {
        await using var open = await browser.OpenAsync(Gallery.Page([Numbers], "light"), withScript: isPrinted);
        if (isPrinted)
        {
            await open.Page.Locator("[data-ll-go='1']").ClickAsync(); // printed while a learner is at the first step
            await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        }

        Assert.Empty(await VisibleAsync(open.Page, ".ll-step-button"));
        Assert.Equal(
            ["a", "p = a·a = [[7, 10], [15, 22]]", "z = p + a = [[8, 12], [18, 26]]", "dz = dout = [[1, 0], [0, 0]]", "dp = dz = [[1, 0], [0, 0]]",
             "da = dz = [[1, 0], [0, 0]]", "da += dp·aᵀ = [[1, 3], [0, 0]]", "da += aᵀ·dp = [[1, 0], [2, 0]]"],
            await VisibleAsync(open.Page, ".ll-steps > li .ll-step-formula"));
        Assert.Equal("da 3 2 3 0 dp 1 0 0 0 dz 1 0 0 0", string.Join(' ', await VisibleAsync(open.Page, ".ll-gradient text")));
        Assert.Equal(["1"], (await open.Page.Locator(".ll-node").EvaluateAllAsync<string[]>("nodes => nodes.map(node => getComputedStyle(node).opacity)")).Distinct());
    }

    [Fact]
    public async Task A_page_can_allow_the_script_by_its_hash()
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(GraphSteps.Script)));
        var policy = $"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'\">";
        var html = Gallery.Page([Gallery.Of("graph"), Numbers, Gallery.Of("graph")], "light").Replace("<meta charset", policy + "<meta charset");
        await using var open = await browser.OpenAsync(html);

        // The same graph twice: each has its own buttons.
        await open.Page.Locator("[data-ll-go='1']").Nth(2).ClickAsync();

        Assert.Equal(["All 10 steps", "All 8 steps", "Step 1 of 10"], await open.Page.Locator(".ll-step-status").AllTextContentsAsync());
        Assert.Empty(open.Console);
    }

    /// <summary>The texts of the elements that can be seen.</summary>
    private static async Task<List<string>> VisibleAsync(IPage page, string selector)
    {
        // Without script in the page the test may still ask.
        List<string> texts = [];
        foreach (var element in await page.Locator(selector).AllAsync())
        {
            if (await element.IsVisibleAsync())
                texts.Add((await element.TextContentAsync())!);
        }

        return texts;
    }
}
