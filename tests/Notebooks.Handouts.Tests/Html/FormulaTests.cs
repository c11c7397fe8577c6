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
}
