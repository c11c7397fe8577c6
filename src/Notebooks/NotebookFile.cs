namespace Notebooks;

/// <summary>Reads and writes notebook files; the extension says the format: <c>.ipynb</c> or <c>.dib</c>.</summary>
public static class NotebookFile
{
    /// <summary>Reads the notebook of a file.</summary>
    /// <exception cref="NotebookFormatException">There is no such file, it cannot be read, or it does not hold a notebook.</exception>
    public static Notebook Read(string path) =>
        IsIpynb(path) ? Ipynb.Parse(ReadAllBytes(path), path) : Dib.Parse(ReadAllBytes(path), path);

    /// <summary>Writes the notebook to a file, whole or not at all.</summary>
    /// <exception cref="NotebookFormatException">The format cannot hold the notebook, or the extension is of no known format.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Notebook notebook, string path) =>
        AtomicFile.WriteAllText(path, IsIpynb(path) ? Ipynb.Format(notebook) : Dib.Format(notebook, path));

    private static bool IsIpynb(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".ipynb" => true,
        ".dib" => false,
        _ when Directory.Exists(path) => throw new NotebookFormatException($"{path}: this is a folder; name an .ipynb or .dib file in it"),
        var other => throw new NotebookFormatException($"{path}: {(other.Length == 0 ? "a name without an extension" : other)} is no notebook format; name an .ipynb or .dib file"),
    };

    private static byte[] ReadAllBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var what = e switch
            {
                _ when Directory.Exists(path) => "this is a folder; name an .ipynb or .dib file in it",
                FileNotFoundException or DirectoryNotFoundException => "there is no such file; check the name and the current folder",
                UnauthorizedAccessException => "the file may not be read; change its permissions",
                _ => $"the file cannot be read: {e.Message}",
            };
            throw new NotebookFormatException($"{path}: {what}", e);
        }
    }
}
