using System.Text;

namespace Notebooks.Tests;

public class AtomicFileTests
{
    [Fact]
    public void A_file_is_written_as_UTF_8_without_a_mark_and_nothing_else_stays_in_the_folder()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.WriteAllText(folder["a"], "é😀\n");
        AtomicFile.WriteAllText(folder["a"], "ü\n");
        Assert.Equal("ü\n"u8.ToArray(), File.ReadAllBytes(folder["a"]));
        Assert.Equal([folder["a"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_path_may_be_relative()
    {
        using var folder = new TemporaryFolder();
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder["a"]);
        AtomicFile.WriteAllText(relative, "x");
        Assert.Equal("x", File.ReadAllText(folder["a"]));
    }

    [Fact]
    public void A_reader_that_has_the_old_file_open_reads_it_to_its_end()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "old and whole");
        using var reader = new StreamReader(new FileStream(folder["a"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        AtomicFile.WriteAllText(folder["a"], "new");
        Assert.Equal("old and whole", reader.ReadToEnd());
        Assert.Equal("new", File.ReadAllText(folder["a"]));
    }

    [Fact]
    public async Task Readers_find_one_whole_file_or_the_other_while_it_is_written_again_and_again()
    {
        using var folder = new TemporaryFolder();
        var texts = new[] { new string('a', 100_000), new string('b', 200_000) };
        AtomicFile.WriteAllText(folder["a"], texts[0]);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            do
                Assert.Contains(Encoding.UTF8.GetString(ReadShared(folder["a"])), texts);
            while (!done.IsCancellationRequested);
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 50; i++)
            AtomicFile.WriteAllText(folder["a"], texts[i % 2]);
        await done.CancelAsync();
        await reading;
    }

    [Fact]
    public void Permissions_of_the_old_file_stay()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix permissions.");
            return;
        }

        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "old");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherWrite;
        File.SetUnixFileMode(folder["a"], Mode);
        AtomicFile.WriteAllText(folder["a"], "new");
        Assert.Equal(Mode, File.GetUnixFileMode(folder["a"]));
        Assert.Equal("new", File.ReadAllText(folder["a"]));
    }

    [Fact]
    public void A_new_file_has_the_permissions_of_any_new_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix permissions.");
            return;
        }

        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["plain"], "x");
        AtomicFile.WriteAllText(folder["atomic"], "x");
        Assert.Equal(File.GetUnixFileMode(folder["plain"]), File.GetUnixFileMode(folder["atomic"]));
    }

    [Fact]
    public void A_symbolic_link_goes_on_pointing_at_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need a right of their own on Windows.");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "old");
        File.CreateSymbolicLink(folder["near"], "file");
        File.CreateSymbolicLink(folder["link"], "near");
        AtomicFile.WriteAllText(folder["link"], "new");
        Assert.Equal("near", new FileInfo(folder["link"]).LinkTarget);
        Assert.Equal("new", File.ReadAllText(folder["file"]));

        File.CreateSymbolicLink(folder["dangling"], "later");
        AtomicFile.WriteAllText(folder["dangling"], "made");
        Assert.Equal("made", File.ReadAllText(folder["later"]));
    }

    [Fact]
    public void A_read_only_file_is_not_replaced()
    {
        Assert.SkipWhen(!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess, "This user may write every file.");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "old");
        File.SetAttributes(folder["a"], FileAttributes.ReadOnly);
        AssertError(folder["a"], "");
        Assert.Equal("old", File.ReadAllText(folder["a"]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
        File.SetAttributes(folder["a"], FileAttributes.Normal);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_an_error()
    {
        using var folder = new TemporaryFolder();
        AssertError(folder["none/a"], $"there is no folder {folder["none"]}");
    }

    [Fact]
    public void A_folder_of_the_files_name_is_an_error_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["a"]);
        AssertError(folder["a"], "there is a folder of this name");
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_name_that_no_file_can_have_is_an_error(string path) => AssertError(path, "");

    private static void AssertError(string path, string reason) =>
        Assert.StartsWith($"{path}: cannot be written: {reason}", Assert.Throws<IOException>(() => AtomicFile.WriteAllText(path, "new")).Message);

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
