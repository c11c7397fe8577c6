namespace Notebooks.Jupyter;

/// <summary>Files that are either written whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file beside its place and then renames it, so that no reader ever sees half of it.</summary>
    /// <param name="path">The file to make or replace; its directory exists.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="ownerOnly">Nobody but the owner may read it, from its first byte on. Windows has the directory's rights instead.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, bool ownerOnly = false)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (ownerOnly && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(unfinished, options))
                stream.Write(content);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
