using System.Diagnostics;
using System.Text.Json;
using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Html;

public class FormulaTests
{
    [Theory]
    [InlineData("$x$", "$x")]
    [InlineData("of size $(N, D)$.", "$(N, D)")]
    [InlineData("$a$ and $b$", "$a|$b")]
    [InlineData("$*a*$ and *$b_1$ c_1*", "$*a*|$b_1")]
    [InlineData(@"$\text{\$5}$", @"$\text{\$5}")]
    [InlineData("inline $$ x $$ apart", "$$x")]
    [InlineData("$$x$$", "$$x")]
    [InlineData("$$x$$ and more", "$$x")]
    [InlineData("$$\nx\n= y\n$$", "$$x\n= y")]
    [InlineData("$$ x\n= y $$", "$$x\n= y")]
    [InlineData("text\n$$\nx\n$$\ntext", "$$x")]
    [InlineData("$$\nx\n$$ and $y$", "$$x|$y")]
    [InlineData("$$\na\n\n+ b\n$$", "$$a\n\n+ b")]
    [InlineData("- item\n\n  $$\n  x\n  $$\n- $y$", "$$x|$y")]
    [InlineData("> $$\n> x\n> $$", "$$x")]
    [InlineData("text\n\\begin{align*}\na &= b\n\\end{align*}\ntext", "$$\\begin{align*}\na &= b\n\\end{align*}")]
    [InlineData("| $\\|x\\|$ | $y$ |\n|--|--|\n| $z$ | |", "$|x||$y|$z")]
    [InlineData("# Of $x$\n\n## Of $y$", "$x|$y")]
    public void A_formula_stands_where_Jupyter_and_pandoc_see_one(string markdown, string formulas) =>
        Assert.Equal(formulas, string.Join('|', FormulasOf(markdown)));

    [Theory]
    [InlineData("$5 and $6")]
    [InlineData("$20,000 and USD$30,000")]
    [InlineData(@"\$x\$")]
    [InlineData("$ x $")]
    [InlineData("$")]
    [InlineData("which is $$ a lot")]
    [InlineData("`$x$`")]
    [InlineData("    $x$")]
    [InlineData("```\n$$\nx\n$$\n```")]
    [InlineData("a $x\n\ny$ b")]
    public void A_dollar_is_a_dollar_elsewhere(string markdown)
    {
        Assert.Empty(FormulasOf(markdown));
        Assert.Equal(markdown.Count(letter => letter == '$'), Article(TextCell(markdown)).TextContent.Count(letter => letter == '$'));
    }

    [Fact]
    public void A_macro_holds_in_the_cells_after_it_and_in_no_other_notebook()
    {
        var article = Article(TextCell(@"$\newcommand{\loss}{\mathcal{L}}$"), TextCell(@"$\loss$"), CodeCell("", Display(("text/latex", @"$\loss$"))));

        Assert.Equal(3, article.QuerySelectorAll(".katex").Length);
        Assert.Throws<HandoutException>(() => Article(TextCell(@"$\loss$")));
    }

    [Theory]
    [InlineData(@"\frac{\partial L}{\partial w_{ij}} = \sum_{n=1}^{N} x_{ni}\, G_{nj}")]
    [InlineData(@"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}^{\top} \cdot \mathbf{b}")]
    [InlineData(@"\underbrace{x \cdot w}_{p} + \sqrt{\hat{b}} \in \mathbb{R}^{N \times M}")]
    [InlineData(@"\begin{cases} \text{if } a < b & \|x\| \\ \text{else} & \left\lfloor \tfrac{1}{2} \right\rfloor \end{cases}")]
    public void A_formula_looks_as_KaTeX_makes_it_in_Node(string tex)
    {
        var article = Article(TextCell($"$$\n{tex}\n$$"));

        Assert.Equal(Parse(InNode(tex)).Body!.InnerHtml, article.QuerySelector(".katex-display")!.OuterHtml);
    }

    /// <summary>The same KaTeX by another JavaScript engine. The build of the handouts needs Node.js, so it is here.</summary>
    private static string InNode(string tex)
    {
        var katex = Path.Combine(Repository, "artifacts", "npm", "Notebooks.Handouts", "node_modules", "katex");
        var script = $$"""
            const html = require({{JsonSerializer.Serialize(katex)}}).renderToString({{JsonSerializer.Serialize(tex)}}, { displayMode: true });
            process.stdout.write(Buffer.from(html, 'utf8').toString('base64'));
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", script]) { RedirectStandardOutput = true })!;
        var base64 = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(base64));
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
