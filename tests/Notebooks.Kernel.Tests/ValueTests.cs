using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

public sealed class ValueTests(KernelFixture fixture) : IClassFixture<KernelFixture>
{
    private readonly KernelClient _kernel = fixture.Client;

    [Theory]
    [InlineData("6 * 7", "42")]
    [InlineData("int q; q = 6", "6")]
    [InlineData("return 5;", "5")]
    [InlineData("\"text\"", "text")]
    [InlineData("(string)null", "<null>")]
    [InlineData("await Task.FromResult(8)", "8")]
    [InlineData("new[] { 1, 2, 3 }", "[ 1, 2, 3 ]")]
    public async Task The_last_expression_of_a_cell_is_its_value(string code, string expected)
    {
        var outcome = (await _kernel.RunAsync(code)).Ok();

        Assert.Equal(expected, outcome.Result);
        Assert.Equal(outcome.Reply.ExecutionCount, Assert.Single(outcome.Outputs.OfType<ExecuteResult>()).ExecutionCount);
    }

    [Theory]
    [InlineData("var a = 1;")]
    [InlineData("1;")]
    [InlineData("var b = 2; b; b + 1;")]
    [InlineData("int p; p = 7;")]
    [InlineData("Console.Write(\"\")")]
    [InlineData("await Task.Delay(1)")]
    [InlineData("class Nothing { }")]
    [InlineData("int F() { return 5; }")]
    [InlineData("// a comment")]
    [InlineData("using System.IO;")]
    [InlineData("")]
    public async Task A_cell_that_ends_in_no_value_has_no_result(string code)
    {
        var outcome = (await _kernel.RunAsync(code)).Ok();

        Assert.Empty(outcome.Outputs);
    }

    [Theory]
    [InlineData("using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;")]
    [InlineData("int _ = 3;")]
    [InlineData("string _() => \"method\";")]
    public async Task A_bare_value_is_no_error_where_an_underscore_means_something(string meaning)
    {
        await using var kernel = await OurKernel.StartAsync();
        (await kernel.RunAsync(meaning)).Ok();

        Assert.Empty((await kernel.RunAsync("1;\n  \"text\" /* kept */; // and this\nnew int[] { 2 }[0];")).Ok().Outputs);
    }

    [Fact]
    public async Task A_name_that_a_bare_value_declares_is_there_for_later_cells()
    {
        (await _kernel.RunAsync("object boxed = 5;\nboxed is int unboxed;")).Ok();

        Assert.Equal("5", (await _kernel.RunAsync("unboxed")).Ok().Result);
    }

    [Fact]
    public async Task Text_is_shown_as_text_and_other_values_as_html_with_a_text_beside()
    {
        var text = (await _kernel.RunAsync("\"<b>\"")).Ok();
        var number = (await _kernel.RunAsync("1.5")).Ok();

        Assert.Equal(["text/plain"], Data(text).Select(entry => entry.Key));
        Assert.Equal(["text/html", "text/plain"], Data(number).Select(entry => entry.Key).Order());
        Assert.Contains("<pre>1.5</pre>", (string?)Data(number)["text/html"]);

        static System.Text.Json.Nodes.JsonObject Data(CellOutcome outcome) => Assert.Single(outcome.Outputs.OfType<ExecuteResult>()).Data;
    }

    [Fact]
    public async Task A_formatter_that_a_cell_registers_shows_the_values_of_its_type()
    {
        (await _kernel.RunAsync("""
            using Microsoft.DotNet.Interactive.Formatting;
            record Point(int X, int Y);
            Formatter.Register<Point>(p => $"<i>{p.X}/{p.Y}</i>", "text/html");
            """)).Ok();

        var outcome = (await _kernel.RunAsync("new Point(1, 2)")).Ok();

        Assert.Equal("<i>1/2</i>", (string?)Assert.Single(outcome.Outputs.OfType<ExecuteResult>()).Data["text/html"]);
    }

    [Fact]
    public async Task A_formatter_that_throws_fails_the_cell()
    {
        var outcome = await _kernel.RunAsync("""
            class Grumpy { }
            Microsoft.DotNet.Interactive.Formatting.Formatter.Register<Grumpy>(g => throw new NotSupportedException("no picture"), "text/html");
            new Grumpy()
            """);

        Assert.Equal("no picture", outcome.Error.Value);
    }

    [Fact]
    public async Task Tags_of_PocketView_are_values()
    {
        var outcome = (await _kernel.RunAsync("""
            using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;
            (object)p("a ", strong("b"))
            """)).Ok();

        Assert.Equal("<p>a <strong>b</strong></p>", (string?)Assert.Single(outcome.Outputs.OfType<ExecuteResult>()).Data["text/html"]);
    }
}
