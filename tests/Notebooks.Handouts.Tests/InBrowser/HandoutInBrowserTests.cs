using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.InBrowser;

public class HandoutInBrowserTests(Browser browser)
{
    public static TheoryData<int, ColorScheme> Windows { get; } = new MatrixTheoryData<int, ColorScheme>([360, 768, 1280], [ColorScheme.Light, ColorScheme.Dark]);

    private static readonly string[] Pages = [Everything.Html, Index];

    private static string Index => Renderer.RenderIndex([HandoutEntry.Of(NotebookFile.Read(Fixture), "everything")]);

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task A_page_asks_for_nothing_complains_of_nothing_and_never_scrolls_sideways(int width, ColorScheme scheme)
    {
        foreach (var html in Pages)
        {
            await using var open = await browser.OpenAsync(html, width, scheme);

            var overflow = await open.AskAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.Equal(0, overflow);
            Assert.Empty(open.Requests);
            Assert.Empty(open.Console);
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Axe_finds_nothing_to_improve(int width, ColorScheme scheme)
    {
        foreach (var html in Pages)
        {
            await using var open = await browser.OpenAsync(html, width, scheme, withTools: true);
            // Whatever can be folded out is looked at too.
            await open.AskAsync<object?>("document.querySelectorAll('details').forEach(details => details.open = true)");

            var violations = (await open.Page.RunAxe()).Violations;
            Assert.Empty(violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Select(node => node.Html))}"));
        }
    }

    [Fact]
    public async Task Every_letter_of_every_formula_is_visible_in_a_font_of_KaTeX_and_no_font_is_there_for_nothing()
    {
        await using var open = await browser.OpenAsync(Everything.Html);
        await open.AskAsync<object?>("document.querySelectorAll('details').forEach(details => details.open = true)");
        await open.AskAsync<object?>("document.fonts.ready");

        var invisible = await open.AskAsync<string[]>(
            "[...document.querySelectorAll('.katex-html')].filter(f => !(f.getBoundingClientRect().width > 2 && f.getBoundingClientRect().height > 5)).map(f => f.textContent)");
        // A face that nothing is set in stays unloaded; a font that letters ask for and the page lacks is not in the list.
        var faces = await open.AskAsync<string[]>(
            "[...document.fonts].map(face => `${face.family.replaceAll('\"', '')} ${face.weight.replace('normal', '400')} ${face.style} ${face.status}`)");
        var wanted = await open.AskAsync<string[]>(
            """
            [...new Set([...document.querySelectorAll('main .katex-html *')]
              .filter(element => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE))
              .map(element => getComputedStyle(element))
              .map(style => `${style.fontFamily.split(',')[0].replaceAll('"', '')} ${style.fontWeight} ${style.fontStyle} loaded`))]
            """);

        Assert.Empty(invisible);
        Assert.True(wanted.Length >= 5, string.Join(", ", wanted));
        Assert.Equal(wanted.Order(), faces.Order());
    }

    [Fact]
    public async Task A_formula_in_every_alphabet_brings_the_fonts_it_needs()
    {
        const string alphabets = @"$$
            x \mathrm{R} \mathbf{B} \mathit{I} \boldsymbol{\beta} \mathbb{R} \mathcal{C} \mathfrak{F} \mathscr{S} \mathsf{S} \mathtt{T}
            \textbf{bold \textit{both}} \textsf{sans \textbf{bold} \textit{slanted}}
            \bigl( \Bigl( \biggl( \Biggl( \left( \begin{matrix} 1 \\ 2 \\ 3 \\ 4 \\ 5 \\ 6 \end{matrix} \right) \sum \textstyle\sum
            $$";
        await using var open = await browser.OpenAsync(Renderer.Render(Notebook(TextCell(alphabets)), "n").Html);

        var missing = await open.AskAsync<string[]>(
            """
            [...document.querySelectorAll('.katex-html *')]
              .filter(element => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()))
              .map(element => getComputedStyle(element))
              .filter(style => ![...document.fonts].some(face => face.status === 'loaded'
                && face.family.replaceAll('"', '') === style.fontFamily.split(',')[0].replaceAll('"', '')))
              .map(style => style.fontFamily)
            """);
        var faces = await open.AskAsync<int>("document.fonts.size");

        Assert.Empty(missing);
        Assert.True(faces >= 16, $"{faces} faces");
    }

    [Fact]
    public async Task Nothing_that_an_output_holds_runs_or_reaches_the_network()
    {
        var handout = Renderer.Render(
            Notebook(CodeCell("x", Display(("text/html", """
                <script>document.title = 'ran'</script>
                <img src="data:," onerror="document.title = 'ran'">
                <img src="https://example.org/a.png"><picture><source srcset="https://example.org/b.png"><img src="data:,"></picture>
                <svg><image href="https://example.org/c.png" width="9" height="9"/><script>document.title = 'ran'</script></svg>
                <div style="background: url(https://example.org/d.png)">x</div>
                <style>@import url(https://example.org/e.css); @font-face { font-family: f; src: url(https://example.org/f.woff) } p { font-family: f }</style><p>p</p>
                <iframe src="https://example.org/g"></iframe><iframe srcdoc="<script>parent.document.title = 'ran'</script>"></iframe>
                <object data="https://example.org/h"></object><embed src="https://example.org/i"><video src="https://example.org/j"></video>
                <link rel="preload" as="image" href="https://example.org/k.png"><link rel="preconnect" href="https://example.org">
                <meta http-equiv="refresh" content="0;url=https://example.org/l"><base href="https://example.org/">
                <a id="ll-run" href="javascript:document.title = 'ran'">x</a><form action="https://example.org/m"><button id="ll-send">x</button></form>
                """))), TextCell("![picture](https://example.org/n.png) <script>document.title = 'ran'</script>")),
            "quiet");
        await using var open = await browser.OpenAsync(handout.Html);

        await open.AskAsync<object?>("document.getElementById('ll-run').click(), document.getElementById('ll-send').click(), new Promise(done => setTimeout(done, 500))");

        Assert.Empty(open.Requests);
        Assert.Equal("quiet", await open.AskAsync<string>("document.title"));
    }

    [Fact]
    public async Task A_handout_prints_black_on_white_without_controls_and_with_nothing_cut_off()
    {
        await using var open = await browser.OpenAsync(Everything.Html, 700, ColorScheme.Dark);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal("rgb(255, 255, 255) rgb(0, 0, 0)", await open.AskAsync<string>("(style => style.backgroundColor + ' ' + style.color)(getComputedStyle(document.body))"));
        Assert.Equal(0, await open.AskAsync<int>("[...document.querySelectorAll('.nb-bar, nav, .nb-skip, .nb-anchor')].filter(control => control.checkVisibility()).length"));
        Assert.Empty(await open.AskAsync<string[]>("[...document.querySelectorAll('.nb-scroll')].filter(box => !box.querySelector('.katex, table') && (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)).map(box => box.textContent)"));
        Assert.Equal("\" (https://example.org/manual)\"", await open.AskAsync<string>("getComputedStyle(document.querySelector('a[href^=\"https://example.org/manual\"]'), '::after').content"));

        Assert.Equal(["avoid"], await open.AskAsync<string[]>("[...new Set([...document.querySelectorAll('.nb-prose p:has(+ details)')].map(question => getComputedStyle(question).breakAfter))]"));

        var pdf = Encoding.Latin1.GetString(await open.Page.PdfAsync(new() { Format = "A4" }));
        Assert.StartsWith("%PDF", pdf);
        Assert.InRange(System.Text.RegularExpressions.Regex.Count(pdf, @"/Type\s*/Page\b"), 3, 8);
    }

    [Fact]
    public async Task The_button_changes_light_and_dark_and_the_page_remembers()
    {
        await using var open = await browser.OpenAsync(Everything.Html);
        const string paper = "getComputedStyle(document.body).backgroundColor";
        var light = await open.AskAsync<string>(paper);

        await open.Page.ClickAsync("text=Dark page");
        var dark = await open.AskAsync<string>(paper);
        await open.Page.ReloadAsync();

        Assert.NotEqual(light, dark);
        Assert.Equal(dark, await open.AskAsync<string>(paper));
        await open.Page.ClickAsync("text=Light page");
        Assert.Equal(light, await open.AskAsync<string>(paper));
    }

    [Fact]
    public async Task Without_script_the_page_is_whole()
    {
        await using var open = await browser.OpenAsync(Everything.Html, withScript: false);

        Assert.False(await open.Page.IsVisibleAsync("button"));
        await open.Page.ClickAsync("nav summary");
        Assert.True(await open.Page.IsVisibleAsync("nav >> text=The backward pass"));
        Assert.True(await open.Page.IsVisibleAsync("main .katex >> nth=0"));
        Assert.Empty(open.Console);
    }

    [Fact]
    public async Task The_contents_stand_open_beside_the_text_and_folded_above_it()
    {
        await using var open = await browser.OpenAsync(Everything.Html, 1280);
        Assert.True(await open.Page.IsVisibleAsync("nav >> text=The backward pass"));

        await open.Page.SetViewportSizeAsync(360, 800);
        await open.Page.WaitForSelectorAsync("nav ol", new() { State = WaitForSelectorState.Hidden });
        await open.Page.ClickAsync("nav summary");
        await open.Page.ClickAsync("nav >> text=The backward pass");

        Assert.False(await open.Page.IsVisibleAsync("nav ol"));
        Assert.InRange(await open.AskAsync<double>("document.getElementById('the-backward-pass').getBoundingClientRect().top"), 0, 200);
    }

    [Fact]
    public async Task The_contents_mark_the_section_that_is_read()
    {
        await using var open = await browser.OpenAsync(Everything.Html, 1280);
        foreach (var section in (string[])["The backward pass", "The forward pass", "Pictures"])
        {
            await open.AskAsync<object?>($"[...document.querySelectorAll('h2, h3')].find(heading => heading.textContent.startsWith('{section}')).scrollIntoView()");
            await open.Page.WaitForSelectorAsync($"nav a[aria-current=location]:text-is('{section}')");
            Assert.Equal(1, await open.Page.Locator("nav a[aria-current]").CountAsync());
        }
    }

    [Fact]
    public async Task A_keyboard_reaches_the_text_first_and_then_every_box_that_scrolls_and_no_other()
    {
        await using var open = await browser.OpenAsync(Everything.Html, 360);
        await open.Page.WaitForSelectorAsync(".nb-code[tabindex]");
        // The one stop of the Copy buttons follows the view after a while. On a page whose clock stands it stays.
        await open.Page.Clock.InstallAsync();
        await open.Page.Clock.PauseAtAsync(DateTime.UtcNow.AddHours(1));
        await open.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the text", await open.AskAsync<string>("document.activeElement.textContent"));
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("MAIN", await open.AskAsync<string>("document.activeElement.tagName"));

        var stops = new List<string>();
        while (true)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            var stop = await open.AskAsync<string>("(e => !document.querySelector('main').contains(e) ? '' : e.matches('a, summary') ? 'link' : e.matches('.nb-copy') ? 'copy' : e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight ? `box ${e.getAttribute('role')} ${!!e.getAttribute('aria-label')}` : 'needless ' + e.outerHTML)(document.activeElement)");
            if (stop.Length == 0)
                break;
            stops.Add(stop);
        }

        var scrolling = await open.AskAsync<int>(
            "[...document.querySelectorAll('main *')].filter(e => /auto|scroll/.test(getComputedStyle(e).overflowX) && (e.scrollWidth > e.clientWidth + 1 || (e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY !== 'hidden'))).length");
        Assert.Equal(["box group true", "copy", "link"], stops.Distinct().Order());
        Assert.Single(stops, "copy");
        Assert.Equal(scrolling, stops.Count(stop => stop.StartsWith("box", StringComparison.Ordinal)));
        Assert.True(scrolling >= 8, $"{scrolling} boxes");
    }

    [Fact]
    public async Task Code_that_is_selected_and_copied_is_the_code()
    {
        await using var open = await browser.OpenAsync(Everything.Html);
        var first = NotebookFile.Read(Fixture).Cells.First(cell => cell.Kind == CellKind.Code);

        var selected = await open.AskAsync<string>("getSelection().selectAllChildren(document.querySelector('.nb-cell-code .nb-code')), getSelection().toString()");

        Assert.Equal(first.Source, selected.TrimEnd('\n'));
    }
}
