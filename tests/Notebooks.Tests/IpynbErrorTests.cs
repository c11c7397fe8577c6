using System.Text;

namespace Notebooks.Tests;

public class IpynbErrorTests
{
    [Theory]
    [InlineData("", "a.ipynb:1:1: there is no text; a notebook is a JSON object, so restore the file or begin a new one")]
    [InlineData("{\"nbformat\": 4,\n \"cells\": [", "a.ipynb:2:12: the text ends in the middle, as if it was cut off; restore the file from a copy or from version control")]
    [InlineData("{\"nbformat\": 4,\n \"cells\": [],\n}", "a.ipynb:3:1: nothing follows the comma before this bracket; remove the comma")]
    [InlineData("{\"nbformat\": 4\n \"cells\": []}", "a.ipynb:2:2: '\"' cannot stand here in JSON; look for a missing comma, colon, bracket or quote before it")]
    [InlineData("{\"é😀\": 4, x}", "a.ipynb:1:12: 'x' cannot stand here in JSON; look for a missing comma, colon, bracket or quote before it")]
    [InlineData("{\"a\": \"x\n\"}", "a.ipynb:1:9: a string holds a line break or another control character; close the string, or escape the character")]
    [InlineData("{\"a\": \"C:\\data\"}", "a.ipynb:1:11: \\d is no escape of a JSON string; write \\\\ for a backslash")]
    [InlineData("{\"a\": NaN}", "a.ipynb:1:7: NaN and Infinity are not JSON; write null or a string")]
    [InlineData("{\"a\": -Infinity}", "a.ipynb:1:8: NaN and Infinity are not JSON; write null or a string")]
    [InlineData("{\n<<<<<<< HEAD\n\"a\": 1\n=======\n\"a\": 2\n>>>>>>> b\n}", "a.ipynb:2:1: here is the mark of a merge conflict; resolve the conflict")]
    [InlineData("{\n\"a\": 1,\n=======\n\"b\": 2\n}", "a.ipynb:3:1: here is the mark of a merge conflict; resolve the conflict")]
    [InlineData("{} {}", "a.ipynb:1:4: '{' cannot stand here in JSON; look for a missing comma, colon, bracket or quote before it")]
    public void Broken_JSON_is_an_error_with_line_and_column(string text, string error) => AssertError(text, error);

    [Theory]
    [InlineData("[]", "a.ipynb:1:1: expected an object, found an array")]
    [InlineData("{}", "a.ipynb:1:1: \"nbformat\" is missing, so this is no Jupyter notebook; name an .ipynb file that Jupyter or VS Code wrote")]
    [InlineData("{\"nbformat\": 3}", "a.ipynb:1:14: nbformat: nbformat 3 is from before 2015; convert the file by `jupyter nbconvert --to notebook --inplace`, which writes nbformat 4")]
    [InlineData("{\"nbformat\": 5}", "a.ipynb:1:14: nbformat: nbformat 5 is newer than this program, which reads nbformat 4; save the notebook as nbformat 4")]
    [InlineData("{\"nbformat\": 0}", "a.ipynb:1:14: nbformat: 0 is no version of nbformat; a notebook of today has 4")]
    [InlineData("{\"nbformat\": null}", "a.ipynb:1:14: nbformat: null is no version of nbformat; a notebook of today has 4")]
    [InlineData("{\"nbformat\": \"4\"}", "a.ipynb:1:14: nbformat: expected null or a whole number from 0 to 2147483647, found a string")]
    [InlineData("{\"nbformat\": 4}", "a.ipynb:1:1: \"cells\" is missing; add it, or restore the file from a copy")]
    [InlineData("{\"nbformat\": 4, \"cells\": {}}", "a.ipynb:1:26: cells: expected an array, found an object")]
    [InlineData("{\"nbformat\": 4, \"cells\": [], \"metadata\": []}", "a.ipynb:1:42: metadata: expected an object, found an array")]
    [InlineData("{\"nbformat\": 4, \"nbformat_minor\": 4.5, \"cells\": []}", "a.ipynb:1:35: nbformat_minor: expected null or a whole number from 0 to 2147483647, found the number 4.5")]
    [InlineData("{\"nbformat\": 4, \"cells\": [], \"metadata\": {\"x\": [{\"a\": 1,\n \"a\": 2}]}}", "a.ipynb:2:7: metadata.x[0].a: this key stands twice in one object; keep one of the two")]
    public void A_notebook_of_another_form_is_an_error_with_its_place(string text, string error) => AssertError(text, error);

    [Theory]
    [InlineData("5", "cells[0]: expected an object, found the number 5")]
    [InlineData("""{"source": ""}""", "cells[0]: \"cell_type\" is missing; add it, or restore the file from a copy")]
    [InlineData("""{"cell_type": "code"}""", "cells[0]: \"source\" is missing; add it, or restore the file from a copy")]
    [InlineData("""{"cell_type": null, "source": ""}""", "cells[0].cell_type: expected a string, found null")]
    [InlineData("""{"cell_type": "code", "source": ["a", 5]}""", "cells[0].source[1]: expected a string, found the number 5")]
    [InlineData("""{"cell_type": "code", "source": true}""", "cells[0].source: expected a string or an array of strings, found true")]
    [InlineData("""{"cell_type": "code", "source": "", "id": 5}""", "cells[0].id: expected a string, found the number 5")]
    [InlineData("""{"cell_type": "code", "source": "", "metadata": null}""", "cells[0].metadata: expected an object, found null")]
    [InlineData("""{"cell_type": "code", "source": "", "execution_count": -1}""", "cells[0].execution_count: expected null or a whole number from 0 to 2147483647, found the number -1")]
    [InlineData("""{"cell_type": "code", "source": "", "outputs": {}}""", "cells[0].outputs: expected an array, found an object")]
    [InlineData("""{"cell_type": "code", "source": "", "outputs": [{}]}""", "cells[0].outputs[0]: \"output_type\" is missing; add it, or restore the file from a copy")]
    [InlineData("""{"cell_type": "code", "source": "", "outputs": [{"output_type": "stream", "name": "stdout"}]}""", "cells[0].outputs[0]: \"text\" is missing; add it, or restore the file from a copy")]
    [InlineData("""{"cell_type": "code", "source": "", "outputs": [{"output_type": "display_data", "data": {"text/plain": 5}}]}""", "cells[0].outputs[0].data[\"text/plain\"]: expected a string or an array of strings, found the number 5")]
    [InlineData("""{"cell_type": "code", "source": "", "outputs": [{"output_type": "error", "ename": "", "evalue": "", "traceback": ""}]}""", "cells[0].outputs[0].traceback: expected an array, found a string")]
    [InlineData("""{"cell_type": "markdown", "source": "", "attachments": {"a b.png": []}}""", "cells[0].attachments[\"a b.png\"]: expected an object, found an array")]
    public void A_cell_of_another_form_is_an_error_with_its_path(string cell, string error)
    {
        var exception = Assert.Throws<NotebookFormatException>(() => Ipynb.Parse(Samples.WithCell(cell)));
        Assert.Matches(@"^notebook:1:\d+: ", exception.Message);
        Assert.EndsWith(": " + error, exception.Message);
    }

    [Fact]
    public void Nesting_without_end_is_an_error() =>
        AssertError(new string('[', 100_000), "a.ipynb:1:501: brackets are nested deeper than 500 levels; make the value flatter");

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_an_error_with_their_place()
    {
        byte[] bytes = [.. "{\n \"é"u8, 0xE9, .. "\"}"u8];
        var exception = Assert.Throws<NotebookFormatException>(() => Ipynb.Parse(bytes, "a.ipynb"));
        Assert.Equal("a.ipynb:2:4: the byte 0xE9 is not UTF-8; save the file as UTF-8", exception.Message);
    }

    [Fact]
    public void A_file_in_UTF_16_is_called_so()
    {
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{}")];
        var exception = Assert.Throws<NotebookFormatException>(() => Ipynb.Parse(bytes, "a.ipynb"));
        Assert.Equal("a.ipynb:1:1: the file is UTF-16; save it as UTF-8", exception.Message);
    }

    private static void AssertError(string text, string error) =>
        Assert.Equal(error, Assert.Throws<NotebookFormatException>(() => Ipynb.Parse(text, "a.ipynb")).Message);
}
