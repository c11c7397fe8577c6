using System.Text;
using CsCheck;

namespace Notebooks.Tests;

/// <summary>Our files and those of Jupyter's own library, byte by byte.</summary>
public class JupyterTests
{
    [Fact]
    public void What_Jupyter_writes_is_written_back_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        Nbformat.Write(folder.Path);
        var files = Directory.GetFiles(folder.Path);
        Assert.Equal(300, files.Length);
        Assert.All(files, file =>
        {
            var bytes = File.ReadAllBytes(file);
            Assert.Equal(bytes, Encoding.UTF8.GetBytes(Ipynb.Format(Ipynb.Parse(bytes))));
        });
    }

    [Fact]
    public void What_we_write_is_valid_to_Jupyter_and_written_back_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        Samples.AnyNotebook.Array[200].Sample(
            notebooks =>
            {
                for (var i = 0; i < notebooks.Length; i++)
                    NotebookFile.Write(notebooks[i], folder[$"{i}.ipynb"]);
            },
            iter: 1);
        Assert.Equal("", Nbformat.Rewrite(folder.Path));
    }

    [Fact]
    public void A_script_that_became_a_notebook_is_valid_to_Jupyter_and_written_back_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        NotebookFile.Write(Dib.Parse("#!fsharp\n\nlet x = 1\n\n#!markdown\n\nText\n"), folder["script.ipynb"]);
        Assert.Equal("", Nbformat.Rewrite(folder.Path));
    }

    [Fact]
    public void A_notebook_of_any_older_minor_version_is_written_as_a_valid_one_of_4_5()
    {
        using var folder = new TemporaryFolder();
        for (var minor = 0; minor < 5; minor++)
        {
            var old = $$$"""
                {"nbformat": 4, "nbformat_minor": {{{minor}}}, "metadata": {"orig_nbformat": 3}, "cells": [
                  {"cell_type": "code", "execution_count": 1, "metadata": {"collapsed": false}, "source": "1", "outputs": [
                    {"output_type": "execute_result", "execution_count": 1, "data": {"text/plain": "1"}, "metadata": {}}]},
                  {"cell_type": "code", "execution_count": null, "metadata": {}, "source": ["1"], "outputs": []},
                  {"cell_type": "markdown", "metadata": {}, "source": "One\nand two"}]}
                """;
            NotebookFile.Write(Ipynb.Parse(old), folder[$"{minor}.ipynb"]);
        }

        Assert.Equal("", Nbformat.Rewrite(folder.Path));
    }
}
