using System.Text.Json.Nodes;
using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Html;

public class OutputTests
{
    [Fact]
    public void Of_several_forms_the_richest_is_shown()
    {
        string[] richestFirst = ["text/html", "image/svg+xml", "text/latex", "text/markdown", "image/png", "image/jpeg", "application/json", "text/plain"];
        for (var first = 0; first < richestFirst.Length; first++)
        {
            var forms = richestFirst.Skip(first).Reverse().Select(type => (type, Sample(type))).ToArray();
            // The plain form stays in any case: it may also be a picture's name.
            var richestAlone = forms.Where(form => form == forms[^1] || form.type == "text/plain").ToArray();

            Assert.Equal(Output(Display(richestAlone)), Output(Display(forms)));
        }

        static string Sample(string type) => type switch
        {
            "image/svg+xml" => "<svg><title>svg</title></svg>",
            "image/png" or "image/jpeg" => Convert.ToBase64String([1, 2, 3]),
            _ => type.Replace('/', '-'),
        };
    }

    [Fact]
    public void A_stream_that_was_cut_in_pieces_is_one_text_and_stderr_is_told_apart()
    {
        var article = Article(CodeCell("", new StreamOutput("stdout", "a "), new StreamOutput("stdout", "b\n"), new StreamOutput("stderr", "c\n")));

        Assert.Equal(["a b", "c"], article.QuerySelectorAll(".nb-output").Select(box => box.TextContent));
        Assert.Equal("nb-output nb-stderr nb-scroll", article.QuerySelectorAll(".nb-output")[1].ClassName);
    }

    [Theory]
    [InlineData("$x$", "x")]
    [InlineData("$$x$$", "x")]
    [InlineData(@"\[x\]", "x")]
    [InlineData("x + y", "x + y")]
    [InlineData("\\begin{align}\na\n\\end{align}", "\\begin{align}\na\n\\end{align}")]
    [InlineData(@"$\displaystyle \frac{1}{2}$", @"\displaystyle \frac{1}{2}")]
    public void LaTeX_is_a_formula_on_its_own(string latex, string tex)
    {
        var output = Article(CodeCell("", Display(("text/latex", latex)))).QuerySelector(".nb-output > .katex-display")!;

        Assert.Equal(tex, output.QuerySelector("annotation")!.TextContent);
    }

    [Fact]
    public void LaTeX_with_words_keeps_its_words()
    {
        var output = Article(CodeCell("", Display(("text/latex", "The sum $a + b$ and $c$.")))).QuerySelector(".nb-output")!;

        Assert.Equal(2, output.QuerySelectorAll("p .katex").Length);
        Assert.StartsWith("The sum ", output.TextContent.TrimStart());
    }

    [Fact]
    public void JSON_keeps_the_rows_of_a_matrix()
    {
        var json = JsonNode.Parse("""{"dw": [[6, 4, 8, 2], [-8, -5, -10, -4], [1, -1, -2, 7]], "db": [-3, -2], "by": "hand <b> é", "note": null, "none": {}}""");
        var output = Output(new ExecuteResult(1, new JsonObject { ["application/json"] = json }, []));

        Assert.Equal(
            """
            <pre><samp>{
              "dw": [[6, 4, 8, 2], [-8, -5, -10, -4], [1, -1, -2, 7]],
              "db": [-3, -2],
              "by": "hand &lt;b&gt; é",
              "note": null,
              "none": {}
            }</samp></pre>
            """,
            output);
    }

    [Theory]
    [InlineData("", """<p class="nb-error-title"><strong>Error</strong> ShapeException: x is (2, 3)</p>""")]
    [InlineData("ShapeException: x is (2, 3)\n", """<p class="nb-error-title"><strong>Error</strong> ShapeException: x is (2, 3)</p>""")]
    [InlineData("\e[1mShapeException\e[0m: x is (2, 3)\n   at F()", """<p class="nb-error-title"><strong>Error</strong> ShapeException: x is (2, 3)</p><pre><samp>   at F()</samp></pre>""")]
    [InlineData("Traceback:\n  line 1", """<p class="nb-error-title"><strong>Error</strong> ShapeException: x is (2, 3)</p><pre><samp>Traceback:""" + "\n  line 1</samp></pre>")]
    public void An_error_is_labelled_and_says_its_message_once(string traceback, string html) =>
        Assert.Equal(html, Output(new ErrorOutput("ShapeException", "x is (2, 3)", traceback.Split('\n'))));

    [Fact]
    public void A_bitmap_is_part_of_the_page_with_its_size_and_a_name()
    {
        var picture = new DisplayOutput(
            new JsonObject { ["image/png"] = "AQ\nID\n", ["text/plain"] = "<Figure of two moons>" },
            new JsonObject { ["image/png"] = new JsonObject { ["width"] = 300, ["height"] = 200.4 } });

        Assert.Equal("""<img src="data:image/png;base64,AQID" alt="Figure of two moons" width="300" height="200">""", Output(picture));
        Assert.Equal("""<img src="data:image/gif;base64,AQID" alt="Picture that cell 1 shows">""", Output(Display(("image/gif", "AQID"))));
    }

    [Fact]
    public void A_picture_that_is_no_base64_gives_way_to_the_next_form() =>
        Assert.Equal("<pre><samp>Figure</samp></pre>", Output(Display(("image/png", "no base64!"), ("text/plain", "Figure"))));

    [Fact]
    public void A_drawing_is_part_of_the_page_with_a_name()
    {
        const string svg = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>";

        Assert.Equal(
            """<div role="img" aria-label="A point"><svg viewBox="0 0 1 1"><path d="M0 0"></path></svg></div>""",
            Output(Display(("image/svg+xml", svg), ("text/plain", "A point"))));
        Assert.Equal(
            """<svg aria-labelledby="t"><title id="t">Mine</title></svg>""",
            Output(Display(("image/svg+xml", """<svg aria-labelledby="t"><title id="t">Mine</title></svg>"""), ("text/plain", "A point"))));
    }

    [Fact]
    public void HTML_is_shown_as_it_is_but_cannot_leave_its_box()
    {
        var article = Article(CodeCell("", Display(("text/html", "<table><tr><td>1<div>")), Display(("text/html", "</div></div></article><p id=\"last\">2"))));

        Assert.Equal(2, article.QuerySelectorAll(".nb-cell-code > .nb-output.nb-html").Length);
        Assert.Equal("2", article.QuerySelector(".nb-output:last-child > #last")!.TextContent);
    }

    [Fact]
    public void What_no_page_can_show_is_said() =>
        Assert.Equal(
            "<p>This output has no form that a page can show (application/javascript).</p>",
            Output(Display(("application/javascript", "alert(1)"))));

    [Fact]
    public void An_output_that_points_to_the_network_becomes_a_link()
    {
        var output = Output(Display(("text/html", """<script src="https://example.org/a.js"></script><img src="https://example.org/a.png" alt="A plot" srcset="b.png 2x"><iframe src="https://example.org/b"></iframe><link rel="preconnect" href="https://example.org"><meta http-equiv="refresh" content="0;url=https://example.org">""")));

        Assert.Equal("""<a class="nb-elsewhere" href="https://example.org/a.png">A plot</a><a class="nb-elsewhere" href="https://example.org/b">https://example.org/b</a>""", output);
    }

    [Fact]
    public void The_numbers_of_a_Plotly_chart_stand_below_it_whether_they_are_lists_or_typed_arrays()
    {
        // f8 of 1, 0.5 and f4 of 1 to 6, as Python's struct.pack writes them.
        var chart = Plotly("""
            {"data": [{"name": "loss", "x": ["a", null], "y": {"dtype": "f8", "bdata": "AAAAAAAA8D8AAAAAAADgPw=="}},
                      {"type": "heatmap", "x": [10, 20, 30], "z": {"dtype": "f4", "bdata": "AACAPwAAAEAAAEBAAACAQAAAoEAAAMBA", "shape": "2, 3"}}],
             "layout": {"title": {"text": "Training"}}}
            """, ("text/html", "<p>drawn by a script</p>"));
        var output = Article(CodeCell("", chart)).QuerySelector(".nb-output")!;

        Assert.Equal("Chart \"Training\": scatter \"loss\", heatmap", output.QuerySelector("figure")!.GetAttribute("aria-label"));
        Assert.Equal(
            ["x y|a 1| 0.5", "y x = 10 x = 20 x = 30|0 1 2 3|1 4 5 6"],
            output.QuerySelectorAll("table").Select(table => string.Join('|', table.QuerySelectorAll("tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent))))));
        Assert.DoesNotContain("drawn by a script", output.TextContent);
    }

    [Fact]
    public void Of_a_Plotly_chart_that_is_not_drawn_the_picture_is_shown_or_why_not()
    {
        const string inSpace = """{"data": [{"type": "scatter3d", "z": [1]}], "layout": {}}""";

        Assert.StartsWith("<img ", Output(Plotly(inSpace, ("image/png", "AQID"))));
        Assert.Contains("a trace of the type scatter3d", Output(Plotly(inSpace, ("text/plain", "Figure()"))));
        Assert.Contains("its data is no list of traces", Output(Plotly("""{"data": 7}""")));
        // Nothing in it is certain, and nothing ends the export.
        Assert.Contains("ll-chart-plot", Output(Plotly("""{"data": [{"x": {"dtype": "f8", "bdata": "%"}, "y": {"dtype": 3}, "z": [[1], 2], "name": [1]}], "layout": {"title": 5}}""")));
    }

    [Theory]
    [InlineData("#| label: a\n#| fig-cap: \"The *loss* of $x$\"\nplot()", "{}")]
    [InlineData("//| fig-cap: 'The *loss* of $x$'\nplot()", "{}")]
    [InlineData("plot()", """{"mystnb": {"figure": {"caption": "The *loss* of $x$"}}}""")]
    public void A_picture_has_the_caption_that_its_author_wrote(string code, string metadata)
    {
        var cell = CodeCell(code, Display(("text/plain", "3")), Display(("image/png", "AQID")), Display(("image/png", "AQID"))) with { Metadata = JsonNode.Parse(metadata)!.AsObject() };
        var outputs = Article(cell).QuerySelectorAll(".nb-output");

        var caption = Assert.Single(outputs[1].QuerySelectorAll("figure > figcaption"));
        Assert.StartsWith("<p>The <em>loss</em> of <span class=\"katex\">", caption.Children[0].InnerHtml.Trim());
        Assert.Null(outputs[2].QuerySelector("figcaption"));
    }

    [Fact]
    public void A_table_has_its_caption_and_a_picture_its_alternative_text()
    {
        var article = Article(CodeCell("#| tbl-cap: Scores\n#| fig-alt: Two moons", Display(("text/html", "<table><tr><td>1</td></tr></table>")), Display(("image/png", "AQID"))));

        Assert.Equal("Scores", article.QuerySelector("figure:has(table) > figcaption")!.TextContent.Trim());
        Assert.Equal("Two moons", article.QuerySelector("img")!.GetAttribute("alt"));
    }

    private static DisplayOutput Plotly(string figure, params (string Type, string Text)[] others)
    {
        var output = Display(others);
        output.Data["application/vnd.plotly.v1+json"] = JsonNode.Parse(figure);
        return output;
    }
}
