namespace Notebooks.Tests;

public class NotebookFileTests
{
    [Fact]
    public void The_extension_says_the_format()
    {
        using var folder = new TemporaryFolder();
        var notebook = Ipynb.Parse(Samples.Everything);

        NotebookFile.Write(notebook, folder["a.IPYNB"]);
        Assert.Equal(Samples.Everything, File.ReadAllText(folder["a.IPYNB"]));
        Assert.Equal(Samples.Everything, Ipynb.Format(NotebookFile.Read(folder["a.IPYNB"])));

        NotebookFile.Write(notebook, folder["a.dib"]);
        Assert.Equal(Dib.Format(notebook), File.ReadAllText(folder["a.dib"]));
        Assert.Equal("1 + 2", NotebookFile.Read(folder["a.dib"]).Cells[1].Source);
    }

    [Fact]
    public void An_error_names_the_file_as_the_caller_did()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["broken.ipynb"], "{\n x");
        AssertError(folder["broken.ipynb"], ":2:2: 'x' cannot stand here in JSON; look for a missing comma, colon, bracket or quote before it");
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error()
    {
        using var folder = new TemporaryFolder();
        AssertError(folder["none.ipynb"], ": there is no such file; check the name and the current folder");
        AssertError(folder["none/none.dib"], ": there is no such file; check the name and the current folder");
    }

    [Fact]
    public void A_folder_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["folder.ipynb"]);
        AssertError(folder["folder.ipynb"], ": this is a folder; name an .ipynb or .dib file in it");
        AssertError(folder.Path, ": this is a folder; name an .ipynb or .dib file in it");
    }

    [Theory]
    [InlineData("a.txt", ": .txt is no notebook format; name an .ipynb or .dib file")]
    [InlineData("a", ": a name without an extension is no notebook format; name an .ipynb or .dib file")]
    [InlineData("", ": a name without an extension is no notebook format; name an .ipynb or .dib file")]
    [InlineData("a\0.ipynb", null)]
    public void Another_name_is_an_error(string path, string? error)
    {
        var exception = Assert.Throws<NotebookFormatException>(() => NotebookFile.Read(path));
        Assert.StartsWith(path + ": ", exception.Message);
        if (error is not null)
        {
            Assert.Equal(path + error, exception.Message);
            Assert.Equal(path + error, Assert.Throws<NotebookFormatException>(() => NotebookFile.Write(new Notebook([], []), path)).Message);
        }
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_an_error()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix permissions.");
            return;
        }

        Assert.SkipWhen(Environment.IsPrivilegedProcess, "This user may read every file.");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["secret.ipynb"], Samples.Everything);
        File.SetUnixFileMode(folder["secret.ipynb"], UnixFileMode.None);
        AssertError(folder["secret.ipynb"], ": the file may not be read; change its permissions");
    }

    [Fact]
    public void A_notebook_that_the_format_cannot_hold_leaves_the_old_file_whole()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.dib"], "old");
        var torn = new Notebook([new Cell("a", CellKind.Markdown, "#!csharp")], []);
        var exception = Assert.Throws<NotebookFormatException>(() => NotebookFile.Write(torn, folder["a.dib"]));
        Assert.StartsWith(folder["a.dib"] + ": cells[0].source: ", exception.Message);
        Assert.Equal("old", File.ReadAllText(folder["a.dib"]));
    }

    private static void AssertError(string path, string error) =>
        Assert.Equal(path + error, Assert.Throws<NotebookFormatException>(() => NotebookFile.Read(path)).Message);
}
