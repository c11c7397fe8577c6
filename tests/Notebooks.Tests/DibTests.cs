using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Notebooks.Tests;

public class DibTests
{
    [Fact]
    public void A_script_is_written_back_byte_for_byte() => Assert.Equal(Samples.Script, Dib.Format(Dib.Parse(Samples.Script)));

    [Fact]
    public void A_line_with_a_kernels_name_or_alias_begins_a_cell()
    {
        var notebook = Dib.Parse("#!c#\n\nvar x = 1;\n\n#!md\n\n# Title\n\n#!fsharp\n\nlet x = 1\n");

        Assert.Equal([CellKind.Code, CellKind.Markdown, CellKind.Code], notebook.Cells.Select(cell => cell.Kind));
        Assert.Equal(["var x = 1;", "# Title", "let x = 1"], notebook.Cells.Select(cell => cell.Source));
        Assert.Equal(["csharp", null, "fsharp"], notebook.Cells.Select(cell => cell.Language));
    }

    [Theory]
    [InlineData("#!time")]
    [InlineData("#!csharp ")]
    [InlineData(" #!csharp")]
    [InlineData("#!")]
    [InlineData("#!CSHARP")]
    [InlineData("#!python")]
    [InlineData("#!share --from fsharp x")]
    public void Another_line_with_the_mark_stays_in_its_cell(string line) =>
        Assert.Equal($"a\n{line}\nb", Assert.Single(Dib.Parse($"#!csharp\n\na\n{line}\nb\n").Cells).Source);

    [Fact]
    public void Kernels_that_the_notebook_adds_begin_cells_too()
    {
        var notebook = Dib.Parse("#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"fsharp\",\"items\":[{\"aliases\":[\"py\"],\"name\":\"python\"}]}}\n\nlet x = 1\n\n#!py\n\nx = 1\n");

        Assert.Equal(["fsharp", "python"], notebook.Cells.Select(cell => cell.Language));
        Assert.Equal("fsharp", notebook.Language);
        Assert.Equal(".net-fsharp", (string?)notebook.Metadata["kernelspec"]!["name"]);
    }

    [Fact]
    public void A_file_without_meta_is_a_CSharp_notebook()
    {
        var notebook = Dib.Parse("\n\nvar x = 1;\n");

        Assert.Equal("csharp", Assert.Single(notebook.Cells).Language);
        Assert.Equal(".net-csharp", (string?)notebook.Metadata["kernelspec"]!["name"]);
        Assert.Equal("#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\",\"items\":[{\"aliases\":[],\"name\":\"csharp\"}]}}\n\n#!csharp\n\nvar x = 1;\n", Dib.Format(notebook));
    }

    [Fact]
    public void An_empty_file_is_a_notebook_without_cells() => Assert.Empty(Dib.Parse("").Cells);

    [Fact]
    public void A_cell_without_text_is_a_cell() =>
        Assert.Equal(["", ""], Dib.Parse(Dib.Format(Dib.Parse("#!markdown\n\n#!csharp\n"))).Cells.Select(cell => cell.Source));

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_are_not_part_of_the_text()
    {
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Samples.Script.Replace("\n", "\r\n"))];
        Assert.Equal(Samples.Script, Dib.Format(Dib.Parse(bytes)));
    }

    [Fact]
    public void Empty_lines_inside_a_cell_are_kept_and_those_around_it_are_not() =>
        Assert.Equal("  a\n\n\nb ", Dib.Parse("#!csharp\n\n\n  a\n\n\nb \n\n\n\n#!markdown\n").Cells[0].Source);

    [Fact]
    public void A_cell_that_is_not_in_the_notebooks_language_keeps_its_own_on_the_way_to_dib_and_back()
    {
        var cells = new[] { "csharp", "fsharp", "python", "sql-shop" }.Select(name => new Cell(name, CellKind.Code, "1")
        {
            Metadata = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = name } },
        });
        var old = new Cell("old", CellKind.Code, "1") { Metadata = new JsonObject { ["dotnet_interactive"] = new JsonObject { ["language"] = "pwsh" } } };
        var notebook = Ipynb.Parse(Ipynb.Format(new Notebook([.. cells, old, new Cell("none", CellKind.Code, "1"), new Cell("raw", CellKind.Raw, "1")], [])));

        var back = Ipynb.Parse(Ipynb.Format(Dib.Parse(Dib.Format(notebook))));

        Assert.Equal(["csharp", "fsharp", "python", "sql-shop", "pwsh", "csharp", null], back.Cells.Select(cell => cell.Language));
        Assert.Equal(CellKind.Raw, back.Cells[^1].Kind);
    }

    [Theory]
    [InlineData("""{"kernelspec":{"name":".net-fsharp","language":"F#"}}""", "fsharp")]
    [InlineData("""{"kernelspec":{"name":".net-powershell","language":"PowerShell"}}""", "pwsh")]
    [InlineData("""{"kernelspec":{"name":".net-csharp","language":"C#"},"polyglot_notebook":{"kernelInfo":{"defaultKernelName":"html"}}}""", "html")]
    [InlineData("""{"kernelspec":{"name":"python3"},"language_info":{"name":"python"}}""", "python")]
    [InlineData("""{"kernelspec":{"name":".net-csharp"},"language_info":{"name":"polyglot-notebook"}}""", "csharp")]
    [InlineData("""{"kernelspec":5,"polyglot_notebook":{"kernelInfo":[]}}""", "csharp")]
    public void The_notebooks_metadata_says_the_language_of_a_cell_that_names_none(string metadata, string language)
    {
        var notebook = Ipynb.Parse(Samples.WithMetadata(metadata)) with { Cells = [new Cell("", CellKind.Code, "1")] };
        Assert.Equal(language, notebook.Language);
        Assert.Contains($"\n#!{language}\n\n1\n", Dib.Format(notebook));
        Assert.Equal(language, Dib.Parse(Dib.Format(notebook)).Language);
    }

    [Fact]
    public void What_meta_says_of_the_notebook_survives_the_way_through_ipynb() =>
        Assert.Equal(Samples.Script, Dib.Format(Ipynb.Parse(Ipynb.Format(Dib.Parse(Samples.Script)))));

    [Theory]
    [InlineData("#!meta", "a.dib:1:7: no JSON follows #!meta; write the notebook's kernelInfo there, or remove the line #!meta")]
    [InlineData("#!meta\n\n#!csharp\n\n1", "a.dib:3:1: no JSON follows #!meta; write the notebook's kernelInfo there, or remove the line #!meta")]
    [InlineData("\ufeff#!meta\r\n\r\n{\"é\": x}\r\n", "a.dib:3:7: 'x' cannot stand here in JSON; look for a missing comma, colon, bracket or quote before it")]
    [InlineData("#!meta\n\n[1]\n", "a.dib:3:1: expected an object, found an array")]
    public void Broken_meta_is_an_error_with_line_and_column(string text, string error) =>
        Assert.Equal(error, Assert.Throws<NotebookFormatException>(() => Dib.Parse(text, "a.dib")).Message);

    [Fact]
    public void A_line_that_would_tear_its_cell_apart_is_an_error()
    {
        var notebook = new Notebook([new Cell("a", CellKind.Markdown, "Write this:\n#!csharp\n")], []);
        var exception = Assert.Throws<NotebookFormatException>(() => Dib.Format(notebook, "a.dib"));
        Assert.Equal("a.dib: cells[0].source: in a .dib file the line \"#!csharp\" begins a cell of its own; split the cell there, indent the line, or write an .ipynb file", exception.Message);
    }

    [Theory]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData(" a", "\" a\"")]
    public void A_kernels_name_that_no_line_can_hold_is_an_error(string name, string shown)
    {
        var cell = new Cell("a", CellKind.Code, "") { Metadata = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = name } } };
        var exception = Assert.Throws<NotebookFormatException>(() => Dib.Format(new Notebook([cell], []), "a.dib"));
        Assert.Equal($"a.dib: cells[0].metadata: {shown} cannot be the name of a kernel in a .dib file; correct polyglot_notebook.kernelName", exception.Message);
    }

    [Fact]
    public void Whatever_text_there_is_its_notebook_is_written_in_a_form_that_is_read_and_written_the_same() =>
        Gen.OneOf("#!csharp", "#!md", "#!time", "#!meta", "x", " ", "\n", "\n", "\r\n", "\r", "{}", "\v", "😀").Array[0, 20].Select(parts => string.Concat(parts))
            .Where(text => !text.TrimStart().StartsWith("#!meta", StringComparison.Ordinal))
            .Sample(text =>
            {
                var written = Dib.Format(Dib.Parse(text));
                return Dib.Format(Dib.Parse(written)) == written
                    && Dib.Parse(written).Cells.Select(cell => (cell.Id, cell.Kind, cell.Source)).SequenceEqual(Dib.Parse(text).Cells.Select(cell => (cell.Id, cell.Kind, cell.Source)));
            });
}
