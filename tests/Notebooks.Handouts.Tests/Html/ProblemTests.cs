using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Html;

public class ProblemTests
{
    [Fact]
    public void Every_formula_that_cannot_be_read_is_named_with_its_cell_and_line_in_one_go()
    {
        var error = Assert.Throws<HandoutException>(() => Renderer.Render(
            Notebook(
                TextCell("# Good $x$") with { Id = "one" },
                TextCell("Two lines,\nthen $\\frac{1$ and\n\n$$\n\\foo + 1\n$$") with { Id = "two" },
                CodeCell("f", Display(("text/latex", "$a & b$"))) with { Id = "three" },
                TextCell("text\n\n$$\nx") with { Id = "four" }),
            "01-forward"));

        Assert.Equal(
            """
            01-forward: the handout cannot be written.
              cell 2 (id two), line 2: the formula ends inside an argument, expected '}' (at character 8)
                  \frac{1
              cell 2 (id two), line 4: there is no command \foo (at character 1)
                  \foo + 1
              cell 3 (id three), an output: '&' cannot stand here (at character 3)
                  a & b
              cell 4 (id four), line 3: the formula is never closed: put $$ at its end
                  x
            """,
            error.Message);
        Assert.Equal([2, 2, 3, 4], error.Problems.Select(problem => problem.CellNumber));
        Assert.Equal(["two", "two", "three", "four"], error.Problems.Select(problem => problem.CellId));
    }

    [Theory]
    [InlineData(@"$\href{https://example.org}{x}$", @"\href is not allowed in a handout")]
    [InlineData(@"$\includegraphics{x.png}$", @"\includegraphics is not allowed in a handout")]
    [InlineData("$x % all$", "% comment has no terminating newline; LaTeX would fail because of commenting the end of math mode (e.g. $)")]
    [InlineData(@"\begin{align}" + "\na", @"the formula is never closed: put \end{align} at its end")]
    public void What_a_handout_does_not_take_is_said_in_plain_words(string markdown, string message)
    {
        var error = Assert.Throws<HandoutException>(() => Article(TextCell(markdown)));

        Assert.Equal(message, Assert.Single(error.Problems).Message);
    }

    [Fact]
    public void A_formula_nested_too_deeply_is_named_and_ends_nothing_else()
    {
        var error = Assert.Throws<HandoutException>(() => Article(TextCell($"${new string('{', 20_000)}x{new string('}', 20_000)}$")));

        Assert.Equal("the formula is nested too deeply", Assert.Single(error.Problems).Message);
    }

    [Theory]
    [InlineData("> ")]
    [InlineData("[")]
    [InlineData("<b>")]
    [InlineData("- ")]
    public void Text_nested_too_deeply_is_named_and_ends_nothing_else(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 3_000)) + "x";
        var notebook = Notebook(TextCell("# T"), TextCell(text));

        if (Record.Exception(() => Renderer.Render(notebook, "n")) is { } error)
            Assert.Equal("the text is nested too deeply", Assert.Single(Assert.IsType<HandoutException>(error).Problems).Message);
        Assert.Equal("T", HandoutEntry.Of(notebook, "n").Title);
    }

    [Fact]
    public void A_picture_that_is_not_there_is_named()
    {
        var error = Assert.Throws<HandoutException>(() => Article(TextCell("![](no-such.png) ![](attachment:gone.png) ![](notes.txt)")));

        Assert.Equal(
            [
                ("no-such.png", "there is no such file; the address counts from the notebook's folder"),
                ("attachment:gone.png", "the cell has no attachment of this name"),
                ("notes.txt", "this is no picture that a page can show; it can show .png, .jpg, .jpeg, .gif, .webp, .avif, .svg"),
            ],
            error.Problems.Select(problem => (problem.Subject, problem.Message)));
    }

    [Theory]
    [InlineData("%5C%5Cevil.example%5Cshare%5Cx.png")]
    [InlineData("%5c/evil.example/share/x.png")]
    [InlineData("/%5Cevil.example/share/x.png")]
    [InlineData("%2F%2Fevil.example/share/x.png")]
    public void A_picture_on_another_machine_is_not_asked_for(string address)
    {
        var error = Assert.Throws<HandoutException>(() => Article(TextCell($"![]({address})")));

        Assert.Equal("this is on another machine; a handout takes in pictures that lie beside its notebook", Assert.Single(error.Problems).Message);
    }
}
