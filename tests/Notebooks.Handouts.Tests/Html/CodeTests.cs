using System.Text.Json.Nodes;
using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Html;

public class CodeTests
{
    [Fact]
    public void CSharp_has_colours() => Assert.Equal(
        """
        <span class="nb-keyword">using</span> System.Linq;
        <span class="nb-comment">// (N, M) = (N, D) x (D, M)</span>
        <span class="nb-keyword">var</span> (@out, cache) = <span class="nb-type">Linear</span>.<span class="nb-method">Forward</span>(x, w, b);
        <span class="nb-type">List</span>&lt;<span class="nb-keyword">int</span>&gt; sizes = [<span class="nb-number">1</span>, <span class="nb-number">2</span>];
        <span class="nb-keyword">foreach</span> (<span class="nb-keyword">var</span> n <span class="nb-keyword">in</span> sizes)
            <span class="nb-type">Console</span>.<span class="nb-method">WriteLine</span>(<span class="nb-string">"a\n"</span>);
        <span class="nb-keyword">record</span> <span class="nb-type">Pair</span>(<span class="nb-keyword">int</span> A);
        """,
        Coloured("""
        using System.Linq;
        // (N, M) = (N, D) x (D, M)
        var (@out, cache) = Linear.Forward(x, w, b);
        List<int> sizes = [1, 2];
        foreach (var n in sizes)
            Console.WriteLine("a\n");
        record Pair(int A);
        """));

    [Fact]
    public void Lines_for_the_engine_do_not_disturb_the_colours() => Assert.Equal(
        """
        <span class="nb-directive">#!time</span>
        <span class="nb-directive">#i "nuget:somewhere"</span>
        <span class="nb-directive">#r</span> <span class="nb-string">"nuget: CsCheck"</span>
        <span class="nb-keyword">var</span> x = <span class="nb-number">1</span>;
        """,
        Coloured("#!time\n#i \"nuget:somewhere\"\n#r \"nuget: CsCheck\"\nvar x = 1;"));

    [Theory]
    [InlineData("  var x = \"<b>&amp;\"; // é 𝕏 \t end  \n\n\nx\n")]
    [InlineData("\n\nvar s = \"\"\"\n  raw \"text\"\n  \"\"\";")]
    [InlineData("var s = $\"{x:F2} {{}} \\t {(a ? \"b\" : \"c\")}\";")]
    [InlineData("this is ] no { C# \" at all (")]
    [InlineData("#!csharp --x\n#r \"../a.dll\"\n#load \"b.csx\"\n#if X\nnot this\n#endif")]
    [InlineData("/// <summary>Text</summary>\nvoid F() { }")]
    [InlineData("\tx\r\n\ty")]
    public void The_text_of_a_cell_is_kept_as_written(string code)
    {
        var shown = Article(CodeCell(code)).QuerySelector(".nb-code code")!.TextContent;

        // A browser reads \r\n as \n; nothing else may change.
        Assert.Equal(code.Replace("\r\n", "\n", StringComparison.Ordinal), shown);
    }

    [Theory]
    [InlineData("{\"polyglot_notebook\":{\"kernelName\":\"fsharp\"}}", "let x = 1", "let")]
    [InlineData("{\"dotnet_interactive\":{\"language\":\"csharp\"}}", "var x = 1;", "var")]
    [InlineData("{}", "#!fsharp\nvar x = 1", null)]
    [InlineData("{}", "#!time\nvar x = 1;", "var")]
    [InlineData("{}", "var x = 1;", "var")]
    public void A_cell_is_coloured_in_its_own_language(string metadata, string code, string? keyword)
    {
        var article = Article(CodeCell(code) with { Metadata = JsonNode.Parse(metadata)!.AsObject() });

        Assert.Equal(keyword, article.QuerySelector(".nb-keyword")?.TextContent);
    }

    [Fact]
    public void A_cell_shows_the_number_of_its_run()
    {
        var article = Article(CodeCell("x") with { ExecutionCount = 12 }, CodeCell("y") with { ExecutionCount = null });

        Assert.Equal(["[12]", "[ ]"], article.QuerySelectorAll(".nb-prompt").Select(prompt => prompt.TextContent));
        Assert.Equal(["Code 12", "Code that was not run"], article.QuerySelectorAll("[role=group]").Select(cell => cell.GetAttribute("aria-label")));
    }

    private static string Coloured(string code) => Article(CodeCell(code)).QuerySelector(".nb-code code")!.InnerHtml;

    [Theory]
    [InlineData("python", "import torch\nout = x.mm(w)  # a < b", "<span class=\"nb-keyword\">import</span> torch\nout = x.mm(w)  <span class=\"nb-comment\"># a &lt; b</span>")]
    [InlineData("Python", "f'{n}'", "<span class=\"nb-string\">f'<span>{n}</span>'</span>")]
    [InlineData("R", "x <- TRUE", "x <span>&lt;-</span> <span class=\"nb-keyword\">TRUE</span>")]
    [InlineData("fsharp", "let x = 1", "<span class=\"nb-keyword\">let</span> x <span>=</span> <span class=\"nb-number\">1</span>")]
    [InlineData("brainfuck", "a < b", "a &lt; b")]
    [InlineData("", "import torch", "import torch")]
    public void Code_of_other_languages_has_colours_where_they_are_known(string language, string code, string html)
    {
        var coloured = Article(TextCell($"```{language}\n{code}\n```")).QuerySelector(".nb-code code")!;

        Assert.Equal(html, coloured.InnerHtml);
        Assert.Equal(code, coloured.TextContent);
    }
}
