using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Notebooks.Tests;

public class IpynbTests
{
    [Fact]
    public void A_notebook_with_every_kind_of_cell_and_output_is_written_back_byte_for_byte() =>
        Assert.Equal(Samples.Everything, Ipynb.Format(Ipynb.Parse(Samples.Everything)));

    [Fact]
    public void Each_kind_of_cell_and_output_is_read_into_its_record()
    {
        var notebook = Ipynb.Parse(Samples.Everything);

        Assert.Equal([CellKind.Markdown, CellKind.Code, CellKind.Raw], notebook.Cells.Select(cell => cell.Kind));
        Assert.Equal(["intro", "sum", "last"], notebook.Cells.Select(cell => cell.Id));
        Assert.Equal("# Forward\n$out = x w + b$ 😀", notebook.Cells[0].Source);
        Assert.Equal("iVBORw0KGgo=", (string?)notebook.Cells[0].Attachments!["dot.png"]!["image/png"]);
        Assert.Equal(2, notebook.Cells[1].ExecutionCount);
        Assert.Equal("", notebook.Cells[2].Source);

        var outputs = notebook.Cells[1].Outputs;
        Assert.Equal(new StreamOutput("stdout", "one\ntwo"), outputs[0]);
        var display = Assert.IsType<DisplayOutput>(outputs[1]);
        Assert.Equal("<b>3</b>\n", (string?)display.Data["text/html"]);
        Assert.Equal(100000, (double)display.Data["application/json"]!["a"]![0]!);
        Assert.Equal(3, (int)display.Metadata["image/png"]!["width"]!);
        var result = Assert.IsType<ExecuteResult>(outputs[2]);
        Assert.Equal(2, result.ExecutionCount);
        Assert.Equal("3", (string?)result.Data["text/plain"]);
        var error = Assert.IsType<ErrorOutput>(outputs[3]);
        Assert.Equal(("ShapeException", "no"), (error.Name, error.Value));
        Assert.Equal(["a\nb", "c"], error.Traceback);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e5")]
    [InlineData("1E400")]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("12345678901234567890")]
    [InlineData("0.10000000000000000000000000000001")]
    [InlineData("\"\"")]
    [InlineData("\"é 😀 \u2028 \u007f \ufeff \U0010ffff\"")]
    [InlineData("\"\\u00e9 \\u00E9 \\ud83d\\ude00 \\/ / \\b\\f\\n\\r\\t\\u000A <&>'+\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void An_unknown_value_keeps_its_very_characters(string value)
    {
        var metadata = $$"""
            {
              "x": {{value}},
              "list": [
               {{value}}
              ]
             }
            """;
        var text = $$"""
            {
             "cells": [
              {
               "cell_type": "code",
               "execution_count": null,
               "id": "a",
               "metadata": {
                "x": {{value}}
               },
               "outputs": [
                {
                 "data": {
                  "application/json": {{value}},
                  "application/vnd.x+json": {
                   "x": {{value}}
                  }
                 },
                 "metadata": {
                  "x": {{value}}
                 },
                 "output_type": "display_data"
                }
               ],
               "source": []
              }
             ],
             "metadata": {{metadata}},
             "nbformat": 4,
             "nbformat_minor": 5
            }

            """;
        Assert.Equal(text, Ipynb.Format(Ipynb.Parse(text)));
    }

    [Fact]
    public void The_order_of_unknown_keys_is_kept_and_that_of_the_format_is_Jupyters()
    {
        var text = Ipynb.Format(Ipynb.Parse(
            """{"nbformat_minor":5,"nbformat":4,"metadata":{"z":{"b":1,"a":2},"kernelspec":{"name":"n","display_name":"d"},"a":0},"cells":[]}"""));

        Assert.Equal("""{"cells":[],"metadata":{"z":{"b":1,"a":2},"kernelspec":{"display_name":"d","name":"n"},"a":0},"nbformat":4,"nbformat_minor":5}""", Squeezed(text));
    }

    [Fact]
    public void A_file_with_other_white_space_is_written_with_Jupyters()
    {
        var spaced = Samples.Everything.Replace("\n", "\r\n\t  ").Replace("\": ", "\"  :");
        Assert.Equal(Samples.Everything, Ipynb.Format(Ipynb.Parse(spaced)));
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_notebook()
    {
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Samples.Everything)];
        Assert.Equal(Samples.Everything, Ipynb.Format(Ipynb.Parse(bytes)));
    }

    [Fact]
    public void Nesting_of_hundreds_of_levels_is_kept_on_a_small_stack()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":[", 240)) + string.Concat(Enumerable.Repeat("]}", 240));
        string? written = null;
        var thread = new Thread(() => written = Ipynb.Format(Ipynb.Parse(Samples.WithMetadata($$"""{"x":{{deep}}}"""))), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Contains(deep, Squeezed(written!));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_read_as_a_string_and_written_as_an_escape()
    {
        var notebook = Ipynb.Parse(Samples.WithCell("""{"cell_type":"markdown","metadata":{"a\ud83d":"\ud83dx\n"},"source":"\ud83d\\"}"""));

        Assert.Equal("\ud83d\\", notebook.Cells[0].Source);
        Assert.Equal("\ud83dx\n", notebook.Cells[0].Metadata["a\ud83d"]!.GetValue<string>());
        Assert.Contains("\"source\":[\"\\ud83d\\\\\"]", Squeezed(Ipynb.Format(notebook)));
        Assert.Contains("{\"a\\ud83d\":\"\\ud83dx\\n\"}", Squeezed(Ipynb.Format(notebook)));
    }

    [Theory]
    [InlineData("", "[]")]
    [InlineData("a", "[\"a\"]")]
    [InlineData("a\n", "[\"a\\n\"]")]
    [InlineData("a\n\nb", "[\"a\\n\",\"\\n\",\"b\"]")]
    [InlineData("a\r\nb\rc", "[\"a\\r\\n\",\"b\\r\",\"c\"]")]
    [InlineData("a\u2028b\u0085c\vd\fe\u001cf", "[\"a\u2028\",\"b\u0085\",\"c\\u000b\",\"d\\f\",\"e\\u001c\",\"f\"]")]
    public void Text_is_an_array_of_lines_in_the_file_and_one_string_in_memory(string source, string lines)
    {
        var text = Ipynb.Format(new Notebook([new Cell("a", CellKind.Raw, source)], []));
        Assert.Contains($"\"source\":{lines}", Squeezed(text));
        Assert.Equal(source, Ipynb.Parse(text).Cells[0].Source);
        Assert.Equal(source, Ipynb.Parse(Samples.WithCell($$"""{"cell_type":"raw","source":{{JsonValue.Create(source).ToJsonString()}}}""")).Cells[0].Source);
    }

    [Fact]
    public void Lists_of_strings_are_joined_for_text_and_kept_for_JSON()
    {
        var notebook = Ipynb.Parse(Samples.WithCell(
            """{"cell_type":"code","source":[],"outputs":[{"output_type":"display_data","data":{"application/json":["a","b"],"image/png":["AA","BB"],"text/x+json":["c","d"]}}]}"""));
        var data = Assert.IsType<DisplayOutput>(notebook.Cells[0].Outputs[0]).Data;

        Assert.Equal("""{"application/json":["a","b"],"image/png":"AABB","text/x\u002Bjson":"cd"}""", data.ToJsonString());
    }

    [Fact]
    public void Keys_of_a_MIME_bundle_are_sorted_by_code_point()
    {
        var data = new JsonObject { ["😀"] = "1", ["\ue000"] = "2", ["b"] = "3", ["B"] = "4", ["bb"] = "5" };
        var text = Ipynb.Format(new Notebook([new Cell("a", CellKind.Code, "") { Outputs = [new DisplayOutput(data, [])] }], []));
        Assert.Contains("{\"B\":\"4\",\"b\":\"3\",\"bb\":\"5\",\"\ue000\":\"2\",\"😀\":\"1\"}", Squeezed(text));
    }

    [Fact]
    public void What_a_display_is_called_while_it_runs_is_not_written()
    {
        var display = new DisplayOutput(new JsonObject { ["text/plain"] = "1" }, []) { DisplayId = "secret" };
        Assert.DoesNotContain("secret", Ipynb.Format(new Notebook([new Cell("a", CellKind.Code, "") { Outputs = [display] }], [])));
    }

    [Fact]
    public void An_unknown_kind_of_cell_is_a_raw_one_that_is_written_back_whole()
    {
        var cell = """{"cell_type":"slide","future":{"b":1.0,"a":2},"id":"s","level":2,"metadata":{"x":1},"source":["Title"]}""";
        var notebook = Ipynb.Parse(Samples.WithCell(cell));

        Assert.Equal(CellKind.Raw, notebook.Cells[0].Kind);
        Assert.Equal("Title", notebook.Cells[0].Source);
        Assert.Contains(cell, Squeezed(Ipynb.Format(notebook)));
    }

    [Fact]
    public void An_unknown_kind_of_output_is_written_back_whole()
    {
        var output = """{"output_type":"hologram","payload":{"b":1.0,"a":[]},"text":["a","b"]}""";
        var notebook = Ipynb.Parse(Samples.WithCell($$"""{"cell_type":"code","source":[],"outputs":[{{output}}]}"""));

        Assert.Equal("hologram", Assert.IsType<UnknownOutput>(notebook.Cells[0].Outputs[0]).Type);
        Assert.Contains(output, Squeezed(Ipynb.Format(notebook)));
    }

    [Fact]
    public void Unknown_keys_of_notebook_cell_and_output_are_written_back_in_their_place()
    {
        var text = """{"cells":[{"cell_type":"code","execution_count":null,"extra":1.0,"id":"a","metadata":{},"outputs":[{"name":"stdout","output_type":"stream","text":[],"when":"now"}],"source":[]}],"metadata":{},"nbformat":4,"nbformat_minor":5,"schema":{"b":1,"a":2}}""";
        Assert.Equal(text, Squeezed(Ipynb.Format(Ipynb.Parse(text))));
    }

    [Fact]
    public void A_newer_minor_version_is_kept()
    {
        var notebook = Ipynb.Parse("""{"nbformat":4,"nbformat_minor":7,"metadata":{},"cells":[]}""");
        Assert.Contains("\"nbformat_minor\":7", Squeezed(Ipynb.Format(notebook)));
    }

    [Fact]
    public void What_a_code_cell_may_leave_out_is_empty()
    {
        var cell = Ipynb.Parse("""{"nbformat":4,"cells":[{"cell_type":"code","source":"x"}]}""").Cells[0];
        Assert.Empty(cell.Metadata);
        Assert.Empty(cell.Outputs);
        Assert.Null(cell.ExecutionCount);
        Assert.Null(cell.Attachments);
    }

    [Fact]
    public void What_Jupyter_never_keeps_in_a_file_is_not_written()
    {
        var text = Ipynb.Format(Ipynb.Parse("""{"nbformat":4,"nbformat_minor":4,"metadata":{"orig_nbformat":3,"orig_nbformat_minor":0,"signature":"s","x":1},"cells":[{"cell_type":"raw","id":"a","metadata":{"trusted":true,"x":1},"source":[]}]}"""));
        Assert.Equal("""{"cells":[{"cell_type":"raw","id":"a","metadata":{"x":1},"source":[]}],"metadata":{"x":1},"nbformat":4,"nbformat_minor":5}""", Squeezed(text));
    }

    [Fact]
    public void Whatever_is_read_is_written_in_a_form_that_is_read_and_written_the_same() =>
        Samples.AnyNotebook.Sample(notebook =>
        {
            var text = Ipynb.Format(notebook);
            return Ipynb.Format(Ipynb.Parse(text)) == text;
        });

    [Fact]
    public void Writing_leaves_the_notebook_as_it_is_and_shares_nothing_with_it()
    {
        var notebook = Ipynb.Parse(Samples.Everything);
        var copy = notebook with { Cells = [.. notebook.Cells, notebook.Cells[0] with { Id = "copy" }] };
        Assert.Equal(Ipynb.Format(copy), Ipynb.Format(copy));
        Assert.Equal(Samples.Everything, Ipynb.Format(notebook));
    }

    /// <summary>The JSON without the white space around its tokens.</summary>
    private static string Squeezed(string json)
    {
        var squeezed = new StringBuilder();
        var inString = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == '"')
                inString = !inString;
            if (inString && json[i] == '\\')
                squeezed.Append(json[i++]);
            if (inString || json[i] is not (' ' or '\n'))
                squeezed.Append(json[i]);
        }

        return squeezed.ToString();
    }
}
