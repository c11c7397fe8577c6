using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.InBrowser;

public class FormulasInBrowserTests(Browser browser)
{
    private static readonly string[] Formulas =
    [
        @"\frac{\partial L}{\partial w_{ij}} = \sum_{n=1}^{N} x_{ni}\, G_{nj} \tag{1}",
        @"\begin{pmatrix} 1 & 2 \\ 3 & 4 \\ \hline 5 & 6 \end{pmatrix}^{\top} \cdot \mathbf{b}",
        @"\underbrace{x \cdot w}_{p} + \sqrt{\hat{b}} \in \mathbb{R}^{N \times M}, \quad \xrightarrow{\text{backward}} \boxed{\mathcal{L}}",
        @"\begin{cases} \text{if } a < b & \|x\| \\ \text{else} & \left\lfloor \tfrac{1}{2} \right\rfloor \end{cases}",
        @"\left( \begin{matrix} 1 \\ 2 \\ 3 \\ 4 \\ 5 \\ 6 \end{matrix} \right) \Bigl[ \textcolor{red}{\mathsf{S}} \Bigr] \texttt{dout} \ \boldsymbol{\beta} \ \textit{fi} \ \not=",
    ];

    [Fact]
    public async Task A_formula_has_every_letter_and_line_where_KaTeX_itself_puts_it()
    {
        var html = Renderer.Render(Notebook(TextCell("# T\n\n" + string.Concat(Formulas.Select(tex => $"$$\n{tex}\n$$\n\n")))), "n").Html;
        await using var ours = await browser.OpenAsync(html);
        await using var theirs = await browser.OpenAsync(Regex.Replace(html, @"@font-face\{[^}]*\}", "").Replace("<style>", "<style>" + KatexStyle(), StringComparison.Ordinal));
        await theirs.AskAsync<object?>($"(own => document.querySelectorAll('.katex-display').forEach((formula, index) => formula.outerHTML = own[index]))({JsonSerializer.Serialize(InNode(Formulas))})");

        var expected = await BoxesAsync(theirs);
        Assert.True(expected.Length > 100, $"{expected.Length} boxes");
        Assert.Equal(expected, await BoxesAsync(ours));
    }

    [Fact]
    public async Task No_line_begins_with_the_comma_behind_a_formula_or_ends_with_the_bracket_before_it()
    {
        var html = Renderer.Render(Notebook(TextCell("# T\n\n" + string.Concat(Enumerable.Repeat("of ($x_1$), and $a + b = c$. The sum ($\\sum_n G_{nj}$)? ", 8)))), "n").Html;
        await using var open = await browser.OpenAsync(html);

        // At 60 widths each formula stands at the end of a line now and then.
        var parted = await open.AskAsync<string[]>(
            """
            (() => {
              const text = document.querySelector('p:has(.katex)'), parted = [];
              for (let width = 120; width < 420; width += 5) {
                text.style.width = `${width}px`;
                for (const formula of text.querySelectorAll('.katex')) {
                  const bases = formula.querySelectorAll('.katex-base');
                  apart(formula.previousSibling, text => text.length - 1, bases[0], width);
                  apart(formula.nextSibling, () => 0, bases[bases.length - 1], width);
                }
              }
              return parted;

              function apart(text, place, base, width) {
                const at = text && place(text.data);
                if (!text || /\s/.test(text.data[at])) return;
                const range = document.createRange();
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                const letter = range.getBoundingClientRect(), box = base.getBoundingClientRect();
                if (letter.bottom < box.top || letter.top > box.bottom) parted.push(`${text.data} at ${width}px`);
              }
            })()
            """);

        Assert.Empty(parted);
    }

    /// <summary>What each formula shows, with its place in hundredths of a pixel: the letters, the lines, the drawings.</summary>
    private static async Task<string[]> BoxesAsync(OpenPage page)
    {
        await page.AskAsync<object?>("document.fonts.ready");
        return await page.AskAsync<string[]>(
            """
            [...document.querySelectorAll('.katex-html')].flatMap((formula, index) => {
              const walk = document.createTreeWalker(formula, NodeFilter.SHOW_ALL), boxes = [];
              for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                const isText = node.nodeType === Node.TEXT_NODE;
                if (!isText && !node.matches('svg') && !parseFloat(getComputedStyle(node).borderBottomWidth)) continue;
                const range = document.createRange();
                isText ? range.selectNodeContents(node) : range.selectNode(node);
                const box = range.getBoundingClientRect();
                boxes.push(`${index}: ${isText ? node.data : node.tagName} ${[box.x, box.y, box.width, box.height].map(length => length.toFixed(2))} ${getComputedStyle(isText ? node.parentElement : node).color}`);
              }
              return boxes;
            })
            """);
    }

    /// <summary>KaTeX's style sheet as it is published, with its fonts in it.</summary>
    private static string KatexStyle() => Regex.Replace(File.ReadAllText(Path.Combine(Katex, "dist", "katex.min.css")), @"url\((?<font>fonts/[^)]*\.woff2)\)",
        font => $"url(data:font/woff2;base64,{Convert.ToBase64String(File.ReadAllBytes(Path.Combine(Katex, "dist", font.Groups["font"].Value)))})");

    /// <summary>The same KaTeX by another JavaScript engine. The build of the handouts needs Node.js, so it is here.</summary>
    private static string[] InNode(string[] formulas)
    {
        var script = $$"""
            const katex = require({{JsonSerializer.Serialize(Katex)}});
            const html = {{JsonSerializer.Serialize(formulas)}}.map(tex => katex.renderToString(tex, { displayMode: true }));
            process.stdout.write(Buffer.from(JSON.stringify(html), 'utf8').toString('base64'));
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", script]) { RedirectStandardOutput = true })!;
        var base64 = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return JsonSerializer.Deserialize<string[]>(Convert.FromBase64String(base64))!;
    }

    private static string Katex => Path.Combine(Repository, "artifacts", "npm", "Notebooks.Handouts", "node_modules", "katex");

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
