using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests;

/// <summary>Notebooks that mean harm, or are beyond all measure: a safe page, or one line that says what is wrong. Scripts have tests of their own.</summary>
public class HostileTests
{
    [Fact]
    public void Outputs_of_fifty_megabytes_are_shown_in_part_and_say_so()
    {
        var line = new string('x', 99) + "\n";
        var text = string.Concat(Enumerable.Repeat(line, 500_000));
        var page = Renderer.Render(
            Notebook(
                CodeCell("a", new StreamOutput("stdout", "first\n" + text + "last")),
                CodeCell("b", Display(("text/html", "<p>" + text + "</p>"), ("text/plain", "small"))),
                CodeCell("c", Display(("image/png", text.Replace("\n", "", StringComparison.Ordinal)))),
                CodeCell("d", Display(("text/plain", text.Replace("\n", "", StringComparison.Ordinal))))),
            "large").Html;
        var outputs = Parse(page).QuerySelectorAll(".nb-output").Select(output => output.TextContent).ToList();

        Assert.True(page.Length < 1_000_000, $"{page.Length} characters");
        Assert.StartsWith("first\n", outputs[0]);
        Assert.EndsWith("last", outputs[0]);
        Assert.Contains("characters are left out here", outputs[0]);
        Assert.Equal("This output is left out: its 50 million characters are more than a page can hold.", outputs[1]);
        Assert.Equal("This output is left out: its 49.5 million characters are more than a page can hold.", outputs[2]);
        Assert.Contains("characters are left out here", outputs[3]);
    }

    [Fact]
    public void Ten_thousand_cells_are_a_page()
    {
        var cells = Enumerable.Range(0, 5_000).SelectMany(number => new[]
        {
            TextCell($"## Section {number % 10}\n\nText of <b>{number}</b>."),
            CodeCell($"x{number}", new StreamOutput("stdout", $"{number}")),
        });
        var page = Parse(Renderer.Render(Notebook([.. cells]), "long").Html);

        Assert.Equal(5_000, page.QuerySelectorAll("h2").Length);
        Assert.Equal(5_000, page.QuerySelectorAll("h2").Select(heading => heading.Id).Distinct().Count());
        Assert.Equal(5_000, page.QuerySelectorAll(".nb-stream").Length);
    }

    [Fact]
    public void A_table_of_more_rows_than_a_page_can_hold_is_left_out_and_code_of_a_megabyte_has_no_colours()
    {
        var table = $"<table>{string.Concat(Enumerable.Repeat("<tr><td>1</td></tr>", 300_000))}</table>";
        var code = $"x = [{string.Join(',', Enumerable.Repeat("1", 500_000))}]";
        var page = Renderer.Render(
            new Notebook([CodeCell(code, Display(("text/html", table)))], new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = "python3", ["language"] = "python" } }),
            "large").Html;
        var cell = Parse(page).QuerySelector(".nb-cell-code")!;

        Assert.Equal("This output is left out: its 5.7 million characters are more than a page can hold.", cell.QuerySelector(".nb-note")!.TextContent);
        Assert.Equal(code, cell.QuerySelector(".nb-code")!.TextContent);
    }

    [Fact]
    public void HTML_is_written_as_it_was_read()
    {
        const string html = "<p>a &amp; b &lt; <b>c</b>&nbsp;<br>d <img src=\"data:image/gif;base64,AQID\" alt=\"&quot;\"></p><pre>\n x\n\n<i>y</i></pre><svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg><details open=\"\"><summary>s</summary>t</details>";

        Assert.Equal(html.Replace("<pre>\n", "<pre>"), Output(Display(("text/html", html))).Replace("<pre>\n", "<pre>"));
    }

    [Fact]
    public void An_attachment_beyond_all_measure_is_said()
    {
        var cell = TextCell("![a](attachment:a.png)") with
        {
            Attachments = new JsonObject { ["a.png"] = new JsonObject { ["image/png"] = new string('A', 41_600_000) } },
        };

        var error = Assert.Throws<HandoutException>(() => Renderer.Render(Notebook(cell), "n"));

        Assert.Equal(("attachment:a.png", "the picture has 31.2 MB, and a handout takes in up to 15 MB; make it smaller"), (error.Problems[0].Subject, error.Problems[0].Message));
    }

    [Fact]
    public void Attachments_that_refer_to_themselves_end()
    {
        const string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"attachment:a.svg\"/></svg>";
        var cell = TextCell("![a](attachment:a.svg) ![b](attachment:b.png) ![c](attachment:c.md)") with
        {
            Attachments = new JsonObject
            {
                ["a.svg"] = new JsonObject { ["image/svg+xml"] = svg },
                ["b.png"] = new JsonObject { ["text/plain"] = "attachment:a.svg", ["image/png"] = "AQ\nID" },
                ["c.md"] = new JsonObject { ["text/markdown"] = "![c](attachment:c.md)" },
            },
        };
        var handout = Renderer.Render(Notebook(cell), "n", options: new HandoutOptions { KeepGoing = true });
        var pictures = Parse(handout.Html).QuerySelectorAll("article img").Select(picture => picture.GetAttribute("src"));

        Assert.Equal([$"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}", "data:image/png;base64,AQID"], pictures);
        Assert.Equal("attachment:c.md", Assert.Single(handout.Problems).Subject);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_one_line_with_their_place()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("hostile-").FullName, "n.ipynb");
        File.WriteAllBytes(file, [.. "{\"cells\": [\n\"a"u8, 0xE9, .. "\"]}"u8]);

        var error = Assert.Throws<NotebookFormatException>(() => NotebookFile.Read(file));

        Assert.Equal($"{file}:2:3: the byte 0xE9 is not UTF-8; save the file as UTF-8", error.Message);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void Names_from_a_notebook_cannot_break_out_of_the_page()
    {
        const string name = "\"><script>run()</script>";
        var page = Renderer.Render(
            Notebook(TextCell($"# {name}\n\n![{name}](data:image/png;base64,AQID)"), CodeCell(name, new ErrorOutput(name, name, [name]), Display(("image/png", "AQID\" onerror=\"run()"), ("text/plain", name))))
                with
            { Metadata = new JsonObject { ["kernelspec"] = new JsonObject { ["language"] = name } } },
            name);
        var document = Parse(page.Html);

        Assert.Single(document.QuerySelectorAll("script"));
        Assert.Empty(document.QuerySelectorAll("[onerror]"));
    }

    [Fact]
    public void Every_kind_of_output_of_nbformat_is_shown_in_a_form_that_a_page_has()
    {
        var widget = new JsonObject { ["application/vnd.jupyter.widget-view+json"] = new JsonObject { ["model_id"] = "1" }, ["text/plain"] = "IntSlider(value=7)" };
        var article = Article(CodeCell(
            "x",
            new DisplayOutput(widget, []),
            new ExecuteResult(3, new JsonObject { ["application/vnd.vegalite.v5+json"] = new JsonObject() }, []),
            new UnknownOutput("hologram"),
            new StreamOutput("stderr", "\e[31mred\e[0m"),
            new ErrorOutput("E", "", [])));

        Assert.Equal(
            ["IntSlider(value=7)", "This output has no form that a page can show (application/vnd.vegalite.v5+json).", "This output has a kind that is not known here (hologram).", "red", "Error E"],
            article.QuerySelectorAll(".nb-output").Select(output => output.TextContent.Trim()));
    }

    [Fact]
    public void A_thousand_nested_elements_and_a_formula_without_end_do_not_stop_a_page()
    {
        var watch = Stopwatch.StartNew();
        var nested = string.Concat(Enumerable.Repeat("<div><svg><g>", 1_000));

        Assert.NotEmpty(Article(CodeCell("x", Display(("text/html", nested + "deep")))).InnerHtml);
        Assert.Throws<HandoutException>(() => Article(TextCell("$\\def\\x{\\x\\x}\\x$")));
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), "It took minutes."); // It ends at all: no measure of speed.
    }
}
